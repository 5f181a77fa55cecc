// Vietnamese words of two syllables that conference texts use; a line must not break inside one.

export const COMPOUNDS = new Set(
  `an tọa, ban hành, báo cáo, bắt đầu, bế mạc, bệnh viện, biểu dương, biểu quyết, bổ sung,
  bộ phận, cá nhân, cải tiến, cảm ơn, chào cờ, chào mừng, chấp hành, chất lượng, chính quyền,
  chính sách, chính thức, chỉ đạo, chỗ ngồi, chuẩn bị, chuyên đề, chúc mừng, chủ đề, chủ nhiệm,
  chủ tịch, chủ tọa, công bố, công chức, công đoàn, công nghiệp, công nhân, công tác, công ty,
  cống hiến, cổ phần, cơ quan, cơ sở, danh hiệu, danh sách, dân tộc, doanh nghiệp, đa khoa,
  đại biểu, đại diện, đại hội, đề án, đề cử, đề nghị, điển hình, điện thoại, địa phương,
  đoàn kết, đồng chí, động viên, giai đoạn, giao ước, giám đốc, giáo dục, giáo viên, giải lao,
  gương mẫu, hài hòa, hành chính, hành động, hiệu quả, hiệu trưởng, hình thức, hoàn thành,
  học tập, hội đồng, hội nghị, hội trường, huân chương, huyện ủy, hướng dẫn, hưởng ứng, im lặng,
  kết luận, kết quả, khai mạc, khách mời, khẩu hiệu, khen thưởng, khu công, khu vực, kinh tế,
  kính mời, kỹ sư, kỹ thuật, kỷ luật, kỷ niệm, lao động, lãnh đạo, lễ tân, liên đoàn, lực lượng,
  mầm non, mặt trận, môi trường, nâng cao, năng động, năng suất, ngân sách, nghề nghiệp,
  nghiên cứu, nghị định, nghị quyết, nguyên nhân, nhà máy, nhân dân, nhân viên, nhiệm kỳ,
  nhiệm vụ, nhiệt liệt, nông dân, nông nghiệp, ổn định, phát biểu, phát động, phát triển,
  phấn đấu, phong trào, phó trưởng, phóng sự, phổ thông, phương hướng, phụ nữ, quan hệ, quản lý,
  quê hương, quốc gia, quốc hội, quốc phòng, quyết định, quý vị, sáng kiến, sáng tạo, sản xuất,
  tập đoàn, tập thể, tham luận, thanh niên, thay mặt, thành phố, thành tích, thành ủy,
  thành viên, thắng lợi, thi đua, thông báo, thông qua, thư ký, thường trực, thường vụ,
  thực hiện, tiên tiến, tiêu biểu, tiếp tục, tiểu học, tỉnh ủy, toàn quốc, toàn thể, tôn vinh,
  tổ chức, tổ quốc, tổng kết, tổng liên, trang trọng, trách nhiệm, trân trọng, trình bày,
  trình độ, trung học, trung ương, truyền thống, trưởng ban, tuyên bố, tuyên dương, tuyên giáo,
  tuyên truyền, ủy ban, ủy viên, văn hóa, văn nghệ, văn phòng, vận động, viên chức, vững mạnh,
  xây dựng, xã hội, xuất sắc, y tế, yêu nước, ý kiến`
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' ')),
);
