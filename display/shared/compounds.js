// Vietnamese words of two syllables that conference texts use, and terms made of them: where no line should break.

export const COMPOUNDS = new Set(
  `an tọa, ban hành, báo cáo, bắt đầu, bế mạc, bệnh viện, biểu dương, biểu quyết, bổ sung,
  bộ phận, bí thư, bảo hiểm, bảo vệ, bồi dưỡng, cá nhân, cải tiến, cảm ơn, chào cờ, chào mừng, chấp hành, chất lượng, chính quyền,
  chính sách, chính thức, chỉ đạo, chỗ ngồi, công trình, chuẩn bị, chuyên đề, chúc mừng, chủ đề, chủ nhiệm,
  chủ tịch, chủ tọa, công bố, công chức, công đoàn, công nghiệp, công nhân, công tác, công ty,
  cống hiến, cổ phần, cơ quan, cơ sở, cơm trưa, chế độ, chung sức, cấp nước, chính trị, danh hiệu, danh sách, dân tộc, doanh nghiệp, đa khoa,
  đại biểu, đại diện, đại hội, đề án, đề cử, đề nghị, điển hình, điện thoại, đời sống, đoàn viên, đào tạo, đảm bảo, địa phương,
  đoàn kết, đồng chí, động viên, giai đoạn, giao ước, góp phần, giám đốc, giáo dục, giáo viên, giải lao, giải khát, giao lưu,
  gương mẫu, hài hòa, hành chính, hành động, hiệu quả, hiệu trưởng, hình thức, hoàn thành,
  học tập, hội đồng, hồi sức, hợp tác, hưu trí, hạnh phúc, hội nghị, hội trường, huân chương, huyện ủy, hướng dẫn, hưởng ứng, im lặng, ít nhất,
  kết luận, kết quả, khai mạc, khách mời, khẩu hiệu, khen thưởng, khu công, khu vực, kinh tế,
  kính mời, kỹ sư, kỹ thuật, kỷ luật, kiểm lâm, kiểm tra, khoa học, khởi nghiệp, kỷ niệm, lao động, lãnh đạo, lễ tân, liên đoàn, lần thứ, lực lượng,
  mầm non, mẫu giáo, mặt trận, môi trường, nâng cao, năng động, năng suất, ngân sách, nghề nghiệp,
  nghiên cứu, nghị định, nội vụ, nội dung, nghị quyết, nguyên nhân, nhà máy, nhà khách, người thợ, nhân dân, nhân viên, nhiệm kỳ,
  nhiệm vụ, nhiệt liệt, nông dân, nông nghiệp, ổn định, phát biểu, phát động, phát triển,
  phấn đấu, phong trào, phó trưởng, phóng sự, phổ thông, phương hướng, phụ nữ, phúc lợi, phối hợp, quan hệ, quản lý,
  quê hương, quyền lợi, quốc gia, quốc hội, quốc phòng, quyết định, quý vị, sáng kiến, sáng tạo, sản xuất, sức khỏe,
  tập đoàn, tập huấn, tay nghề, tiết kiệm, tích cực, tập thể, tham luận, thanh niên, thành lập, tham gia, thân thiện, thiết thực, thay mặt, thành phố, thành tích, thành ủy,
  thành viên, thắng lợi, thi đua, thông báo, thông qua, thư ký, thường trực, thường vụ,
  thực hiện, tiên tiến, tiêu biểu, tiếp tục, tiểu học, tỉnh ủy, toàn quốc, toàn thể, tôn vinh,
  tổ chức, tổ quốc, tổng kết, tổng liên, trang trọng, trách nhiệm, trân trọng, trình bày,
  trình độ, trung học, trung ương, truyền thống, trưởng ban, trưởng phòng, trưởng đoàn, trực tiếp, tinh thần, tuyên bố, tuyên dương, tuyên giáo,
  tuyên truyền, ủy ban, ủy viên, văn hóa, vật tư, việc làm, vật chất, văn nghệ, văn phòng, vận động, viên chức, vững mạnh,
  xây dựng, xã hội, xuất sắc, y tế, yêu nước, ý kiến,
  đua khen, tế xã, hòa bình, nghĩa vụ, nông thôn, đạo đức, môi trường, đại học, cao đẳng`
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' ')),
);

// Each as its syllables; a break inside one is allowed, but costs more than one between two.
export const TERMS =
  `ban chấp hành, ban thường vụ, ban thi đua, ban tuyên giáo, ban dân vận, bằng lao động sáng tạo, bằng khen của,
  công đoàn cơ sở, công đoàn viên chức, công ty tnhh, công ty cổ phần, công nhân lao động, cơ sở giáo dục, cá nhân điển hình tiên tiến,
  đại biểu chính thức, đại hội thi đua yêu nước, điển hình tiên tiến tiêu biểu, đoàn chủ tịch, đoàn đại biểu quốc hội,
  hội đồng nhân dân, hội đồng thi đua, hội đồng quản trị, huân chương lao động, lao động giỏi,
  lao động sáng tạo, lễ chào cờ, liên đoàn lao động, làm lễ chào cờ, mặt trận tổ quốc, phong trào thi đua yêu nước, quan hệ lao động,
  khu công nghiệp, kinh tế - xã hội, sở nội vụ, sáng kiến cải tiến kỹ thuật, cải tiến kỹ thuật, tập thể lao động,
  thường trực tỉnh ủy, thường trực hội đồng, phó trưởng ban, tổng liên đoàn lao động việt nam, trung học cơ sở, trung học phổ thông, công nhân trực tiếp sản xuất, trực tiếp sản xuất,
  trường tiểu học, trường mầm non, trường trung học, bệnh viện đa khoa, ủy ban nhân dân, ủy ban mặt trận, ủy viên ban, xã hội chủ nghĩa`
    .split(',')
    .map((term) => term.trim().split(/\s+/));
