const PROVINCES =
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门'
const CITIES =
  '广州 深圳 珠海 汕头 佛山 东莞 中山 惠州 江门 湛江 肇庆 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 台州 南京 苏州 无锡 常州 南通 徐州 扬州 镇江 泰州 盐城 昆山 成都 绵阳 武汉 宜昌 襄阳 长沙 株洲 湘潭 郑州 洛阳 西安 咸阳 济南 青岛 烟台 潍坊 临沂 淄博 威海 福州 厦门 泉州 漳州 合肥 芜湖 南昌 赣州 九江 沈阳 大连 长春 哈尔滨 石家庄 唐山 保定 廊坊 太原 昆明 贵阳 南宁 柳州 桂林 海口 三亚 兰州 西宁 银川 乌鲁木齐 呼和浩特 包头 拉萨 雄安'

const SUFFIX = '(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|新区|省|市)?'
const REGION = new RegExp(
  `^(?:中国)?((?:${`${PROVINCES} ${CITIES}`.split(' ').join('|')})${SUFFIX}|[\\u4e00-\\u9fff]{2,4}?(?:省|(?<![超城都夜门股集上菜])市))`,
)

/** A company's name in its region and the rest: 浙江省杭州市安捷科技 → 浙江杭州, 安捷科技; a name that is nothing else keeps its region. */
export function splitRegion(name: string): { region: string; rest: string } {
  let region = ''
  let rest = name
  for (let match = REGION.exec(rest); match && rest.length - match[0].length >= 2; match = REGION.exec(rest)) {
    region += bare(match[1] ?? '')
    rest = rest.slice(match[0].length)
  }
  return { region, rest }
}

/** The first region an address names, without 省 and 市: 江苏省苏州市工业园区 → 江苏; empty where it names none. */
export const regionOf = (address: string): string => bare(REGION.exec(address.trim())?.[1] ?? '')

function bare(region: string) {
  return region.replace(/(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|新区|省|市)$/, '')
}
