// Scenes as data: the exact lines of the hall, for every role, from the samples the contact sheet draws.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import './texts.js';
import { draw, SCENES } from '../../display/scenes/index.js';
import { drawOver, over } from '../../display/scenes/over.js';
import { postLines } from '../../display/scenes/persons.js';
import { isSoft } from '../../display/scenes/swap.js';
import { timeLeft } from '../../display/scenes/stage.js';
import { find, words } from './markup.js';

const samples = JSON.parse(readFileSync(new URL('../scene_samples.json', import.meta.url), 'utf8'));
const NOW = Date.parse(samples.now);
const { view, scenes } = samples;
const shown = (code, role = 'hall') => words(draw(role, scenes[code], view, NOW));

test('there is a function and a sample for each of the 26 scenes', () => {
  const codes = Array.from({ length: 26 }, (_, n) => `SC${String(n).padStart(2, '0')}`);

  assert.deepEqual(codes, Object.keys(SCENES).sort());
  assert.deepEqual(
    codes,
    codes.filter((code) => scenes[code]),
  );
});

const LINES = {
  SC00: 'Hội nghị điển hình tiên tiến trong công nhân, viên chức, lao động tỉnh Ninh Thuận lần thứ VII - năm 2020',
  SC01: 'Hội nghị bắt đầu lúc 07:30',
  SC02: 'HỘI NGHỊ SẼ BẮT ĐẦU SAU 10 PHÚT / Kính mời quý vị đại biểu ổn định chỗ ngồi và để điện thoại ở chế độ im lặng',
  'SC02-recall': 'HỘI NGHỊ SẼ TIẾP TỤC SAU 2 PHÚT',
  SC04: 'KÍNH MỜI QUÝ VỊ ĐẠI BIỂU ĐỨNG DẬY LÀM LỄ CHÀO CỜ',
  SC05: '',
  SC06: 'Phát biểu khai mạc',
  SC07: 'Đồng chí / Nguyễn Hoàng Thị Mẫu Kim Ngân / Phó Trưởng Ban Thường trực',
  SC08: 'ĐOÀN CHỦ TỊCH HỘI NGHỊ / Nguyễn Thị Mẫu An',
  'SC08-secretaries': 'THƯ KÝ HỘI NGHỊ',
  SC09: 'Đồng chí / Nguyễn Thị Mẫu An / Chủ tịch Liên đoàn Lao động tỉnh',
  SC12: 'Báo cáo tham luận 2/5 / Xây dựng mối quan hệ lao động',
  SC13: 'GIẢI LAO / Hội nghị tiếp tục lúc 09:45 / 12:47 / Mời quý vị đại biểu dùng trà tại sảnh tầng 1',
  SC14: 'CÔNG BỐ QUYẾT ĐỊNH KHEN THƯỞNG / Quyết định số 412/QĐ-LĐLĐ ngày 10/7/2020',
  SC15: 'TRAO BẰNG KHEN CỦA BAN CHẤP HÀNH LIÊN ĐOÀN LAO ĐỘNG TỈNH – ĐỢT 9/11',
  'SC15-honour': 'TÔN VINH BẰNG LAO ĐỘNG SÁNG TẠO – ĐỢT 6/11',
  SC20: 'DANH SÁCH A / Đại hội thi đua yêu nước tỉnh Ninh Thuận / XIN HỘI NGHỊ BIỂU QUYẾT',
  SC21: 'ĐÃ THÔNG QUA / Đồng ý / 96 / Không đồng ý / 1 / Ý kiến khác / 2 / Đại biểu chính thức có mặt: 99',
  'SC21-unanimous': 'ĐÃ THÔNG QUA / 100% đại biểu chính thức có mặt nhất trí',
  SC22: 'TRÂN TRỌNG CẢM ƠN QUÝ VỊ ĐẠI BIỂU',
  SC24: '',
  SC25: 'hall-1',
};

for (const [name, line] of Object.entries(LINES)) {
  test(`${name} says its exact lines`, () => {
    if (line) assert.ok(shown(name).includes(line), shown(name));
    else assert.equal('', shown(name));
  });
}

test('no scene leaves a key or a placeholder on the wall', () => {
  for (const name of Object.keys(scenes)) {
    for (const role of ['hall', 'lobby', 'overlay', 'stage']) {
      assert.doesNotMatch(
        shown(name, role),
        /scenes\.|\{\w+\}|undefined|null|NaN|\[object/,
        `${name} ${role}`,
      );
    }
  }
});

test('a name is written as the roster writes it', () => {
  for (const name of ['SC07', 'SC08', 'SC15', 'SC19'])
    assert.match(shown(name), /Nguyễn Hoàng Thị Mẫu Kim Ngân/, name);
});

test('a collective stands under its own name, with whoever is on stage for it', () => {
  assert.match(
    shown('SC15-collectives'),
    /Công ty Cổ phần Cấp nước Mẫu Ninh Thuận \/ \(đ\/c Lê Thị Mẫu Ẩn nhận thay\)/,
  );
});

test('a batch of several honours stands under its own title, on the wall and on the stream', () => {
  const several = { ...scenes.SC15, award: null, title: 'Trao Huân chương, Bằng khen' };

  for (const role of ['hall', 'overlay'])
    assert.match(words(draw(role, several, view, NOW)), /TRAO HUÂN CHƯƠNG, BẰNG KHEN – ĐỢT 9\/11/);
});

test('a rejected list is not called adopted', () => {
  const lost = { ...scenes.SC21, agree: 40, disagree: 57, adopted: false };

  assert.match(words(draw('hall', lost, view, NOW)), /KẾT QUẢ BIỂU QUYẾT/);
});

test('the question of a vote carries no figure', () => {
  assert.doesNotMatch(shown('SC20'), /\d/);
});

test('a unit that the post names already is not said twice', () => {
  assert.deepEqual(
    ['Chủ tịch LĐLĐ tỉnh'],
    postLines({ position: 'Chủ tịch LĐLĐ tỉnh', unit: 'LĐLĐ tỉnh Ninh Thuận' }),
  );
  assert.deepEqual(
    ['Chủ tịch Công đoàn Viên chức tỉnh'],
    postLines({ position: 'Chủ tịch Công đoàn Viên chức tỉnh', unit: 'Công đoàn Viên chức tỉnh' }),
  );
  assert.deepEqual(
    ['Giáo viên', 'Trường Mẫu 01'],
    postLines({ position: 'Giáo viên', unit: 'Trường Mẫu 01' }),
  );
  assert.deepEqual(['Giáo viên'], postLines({ position: 'Giáo viên' }));
});

test('a scene nobody knows is the backdrop', () => {
  assert.equal(shown('SC00'), words(draw('hall', { code: 'SC99' }, view, NOW)));
});

test('two lists are told apart by letter and colour', () => {
  const bands = ['SC19', 'SC19-second'].map((name) => find(draw('hall', scenes[name], view, NOW), 'band')[0]);

  assert.deepEqual(
    ['A', 'B'],
    bands.map((band) => words(find(band, 'letter'))),
  );
  assert.notEqual(bands[0].props.style['--band'], bands[1].props.style['--band']);
});

test('a countdown that has run out says so without a number', () => {
  const past = { ...scenes.SC02, until: '2020-07-24T02:00:00.000Z' };

  assert.match(words(draw('hall', past, view, NOW)), /HỘI NGHỊ SẮP BẮT ĐẦU/);
});

test('the overlay is empty over the flag, the film and black, and names whoever speaks', () => {
  for (const name of ['SC04', 'SC05', 'SC11', 'SC24']) assert.equal('', shown(name, 'overlay'), name);
  assert.equal(
    'Phát biểu khai mạc / Nguyễn Thị Mẫu An / Chủ tịch Liên đoàn Lao động tỉnh',
    shown('SC09', 'overlay'),
  );
});

test('the lobby shows what is on, what is next and where to sit', () => {
  assert.match(
    lobby(),
    /Đang diễn ra \/ Báo cáo tổng kết.* \/ Chương trình tiếp theo \/ 7.* \/ Vị trí chỗ ngồi \/ Khách mời \/ Hàng A–C/,
  );
  assert.doesNotMatch(lobby({ seating: [] }), /Vị trí chỗ ngồi/);
});

test('a pause keeps the lobby at its item, and what was moved still comes', () => {
  const entry = (number, title, state) => ({ number, title, state });
  const programme = [entry(8, 'Tham luận Mẫu', 'paused'), entry(9, 'Lãnh đạo Mẫu', 'moved'), entry(10, 'Mẫu', 'skipped')];

  assert.match(lobby({ programme, arrivals: [] }), /Đang diễn ra \/ Tham luận Mẫu \/ Chương trình tiếp theo \/ 9 \/ Lãnh đạo Mẫu( \/ Vị trí|$)/);
});

test('after the close the lobby thanks as the hall does', () => {
  assert.equal(shown('SC22'), shown('SC22', 'lobby'));
});

test('the lobby greets one arrival at a time, in its turn', () => {
  const turn = (from, until, name) => ({ from: at(from), until: at(until), salutation: 'bà', name });
  const arrivals = [turn('02:32:00', '02:32:20', 'Mẫu Một'), turn('02:32:20', '02:32:40', 'Mẫu Hai')];
  const greeted = (time) => lobby({ arrivals }, Date.parse(at(time))).match(/Chào mừng bà \/ Mẫu \S+/g);

  assert.deepEqual(
    [['Chào mừng bà / Mẫu Một'], ['Chào mừng bà / Mẫu Hai'], null],
    ['02:32:19', '02:32:20', '02:32:40'].map(greeted),
  );
});

const at = (time) => `2020-07-24T${time}.000Z`;
const lobby = (more, now = NOW) => {
  const { scene, view: own } = samples.roles['lobby-session'];
  return words(draw('lobby', scene, { ...view, ...own, ...more }, now));
};

const monitor = (name, now = NOW) => {
  const sample = samples.roles[name];
  return draw('stage', sample.scene, { ...view, ...sample.view }, now);
};
const TONES = {
  'stage-good': ['good', 'Còn lại / 2:47'],
  'stage-warning': ['warning', 'Sắp hết giờ / 0:48'],
  'stage-over': ['over', 'Đã quá giờ / −1:25'],
  'stage-untimed': ['plain', 'Bây giờ / 09:32'],
};

for (const [name, [tone, said]] of Object.entries(TONES)) {
  test(`the speaker's clock of ${name} is ${tone}, in words too`, () => {
    const [timer] = find(monitor(name), 'timer');

    assert.ok(timer.props.class.split(' ').includes(tone));
    assert.equal(said, words(timer));
  });
}

test('a note on the stage monitor goes when its time is over', () => {
  const { scene, view: own } = samples.roles['stage-good'];
  const note = { text: 'Mẫu', until: at('02:32:20') };
  const notes = (time) => find(draw('stage', scene, { ...view, ...own, note }, Date.parse(at(time))), 'note');

  assert.deepEqual([1, 0], ['02:32:19', '02:32:20'].map((time) => notes(time).length));
});

test('a speech at its slides: the page on the wall, its card where the page cannot be had', () => {
  const page = { ...scenes.SC12, code: 'SC10', page: 2, pages: 9, image: '/slides/mau/2.png' };
  const drawn = (scene, role) => draw(role, scene, view, NOW);

  assert.equal('/slides/mau/2.png', find(drawn(page, 'hall'), 'slide')[0].props.children.props.src);
  assert.equal(shown('SC12'), words(drawn({ ...page, image: undefined }, 'hall')));
  assert.equal(shown('SC12', 'overlay'), words(drawn(page, 'overlay')));
});

test('whoever speaks sees the slide that comes next, small', () => {
  const { view: own } = samples.roles['stage-good'];
  const step = { ...own.next.step, image: '/slides/mau/3.png' };
  const monitor = (next) => find(draw('stage', scenes.SC12, { ...view, ...own, next }, NOW), 'leaf');

  assert.equal('/slides/mau/3.png', monitor({ ...own.next, step })[0].props.src);
  assert.equal(0, monitor(own.next).length);
});

test("the speaker's clock stands while the item is paused, and paused time is given back", () => {
  const item = { kind: 'speech', started_at: '2020-07-24T02:00:00.000Z', target_s: 600, paused_s: 60 };
  const at = (time) => Date.parse(`2020-07-24T${time}.000Z`);

  assert.equal(360_000, timeLeft({ code: 'SC06' }, { item }, at('02:05:00')));
  assert.equal(
    420_000,
    timeLeft({ code: 'SC06' }, { item: { ...item, paused_at: '2020-07-24T02:04:00.000Z' } }, at('02:30:00')),
  );
});

test('nothing lies over the flag or black: no message, no name, no rehearsal mark', () => {
  const busy = {
    ...view,
    rehearsal: true,
    message: { text: 'Xin chú ý' },
    screen: { name: 'hall-1', role: 'hall', identify_until: '2020-07-24T03:00:00.000Z' },
  };
  const on = (code) => words(drawOver(over({ ...busy, scene: { code } }, NOW)));

  assert.deepEqual(['', ''], ['SC05', 'SC24'].map(on));
  assert.equal('TỔNG DUYỆT / Xin chú ý / hall-1', on('SC00'));
});

test('a message and a name go away in their own time', () => {
  const past = '2020-07-24T02:00:00.000Z';
  const late = {
    ...view,
    scene: { code: 'SC00' },
    message: { text: 'Xin chú ý', until: past },
    screen: { name: 'hall-1', identify_until: past },
  };

  assert.deepEqual({ rehearsal: false, message: null, identity: null }, over(late, NOW));
});

test('a change is soft, but never at first, by command, or to and from the flag and black', () => {
  const picture = (code, more = {}) => ({
    scene: { code, ...more },
    view: { screen: { mode: 'programme' } },
    now: NOW,
  });
  const soft = (from, to) => isSoft(from && picture(from), picture(to));

  assert.ok(soft('SC06', 'SC09'));
  assert.deepEqual(
    [false, false, false, false, false],
    [
      soft(null, 'SC00'),
      soft('SC04', 'SC05'),
      soft('SC05', 'SC00'),
      soft('SC24', 'SC00'),
      soft('SC00', 'SC24'),
    ],
  );
  assert.ok(!isSoft(picture('SC06'), picture('SC09', { transition: 'cut' })));
});
