"""The edge: HTTP and Socket.IO; it translates and decides nothing."""
