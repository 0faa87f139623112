const split = (text: string) => text.split(' ')

export const regions = split(
  '苏州 上海 深圳 杭州 北京 广州 南京 宁波 无锡 东莞 青岛 成都 武汉 天津 合肥 厦门 佛山 常州 西安 长沙 郑州 济南 重庆 昆山 大连 福州 温州 南通 嘉兴 沈阳 烟台 珠海 泉州 哈尔滨 昆明 石家庄',
)
export const trades = split(
  '电子科技 信息技术 精密机械 自动化设备 网络科技 贸易 建筑工程 智能装备 新材料 物流 医疗器械 环保科技 食品 教育咨询 软件 电气 化工 汽车零部件 模具 半导体 文化传媒 包装制品 能源科技 生物医药 餐饮管理 纺织 家居用品 检测技术 供应链管理 农业发展',
)
export const forms = split('有限公司 有限公司 有限公司 有限公司 股份有限公司 集团有限公司 有限责任公司')
const heads = [...'恒瑞华天金鑫中新海宏正信德安博创科智联东方明远大盛荣泰康丰利达顺通美佳同兴国永昌隆亿万嘉禾瑞祥云星锦凯启元蓝湖石松']
const tails = [...'达通源泰丰盛昌隆信诚创联维力华锐格林思捷拓朗迪克斯奥特曼飞翔腾润泽阳光辉宇航峰岭川江河洋波']
export const brandAt = (at: number) => heads[at % heads.length]! + tails[Math.floor(at / heads.length) % tails.length]!
export const brandCount = heads.length * tails.length
/** A name that hardly anybody bears: what a rare search looks for. */
export const rareBrand = '鼍龙'

export const surnames = split(
  '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 欧阳 上官',
)
export const given = split(
  '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 建国 建华 志强 海燕 晓东 文静 佳怡 子轩 浩然 雨桐 思远 梦琪 俊杰 雪梅 国栋 春生 立新 永红 秀兰 玉珍 凤英 建军 志明 小红 海波 少华 宏伟 丽娟 婷婷',
)
export const positions = split('总经理 采购经理 技术总监 财务主管 行政主管 生产经理 销售总监 项目经理 工程师 采购专员')
export const prefixes = split('138 139 137 136 135 150 151 152 158 159 186 185 188 187 133 189 180 177 176 199')
export const areas = split('0512 021 0755 0571 010 020 025 0574')
export const products = split('数控机床 伺服电机 企业邮箱 云主机 年度维保 传感器 工业相机 变频器 软件许可 培训服务 备件包 检测服务')
export const contents = [
  '电话沟通近期采购计划，对方表示本季度预算已批，等待技术部门确认型号后安排报价。',
  '上门拜访，现场了解产线情况，客户对交期要求较高，希望两周内给出方案和样品。',
  '微信回复产品资料与价格表，对方会与领导商量，约定下周再联系。',
  '回访设备运行情况，反馈良好，个别传感器偶有误报，已转技术支持跟进。',
  '线上会议演示系统功能，客户关注数据安全与部署方式，需要提供同行业案例。',
  '客户来电询问合同进度，说明盖章流程，预计三个工作日内寄出。',
  '节日问候，顺带介绍新品，客户表示明年有扩产计划。',
  '发送报价单第二版，含税价与付款方式已按对方要求调整。',
]
export const feedbacks = ['', '', '需要再考虑', '价格偏高，希望优惠', '认可方案，推进中', '暂时没有需求']
export const plans = split('提交方案 电话回访 发送报价单 安排演示 确认合同条款 上门拜访 催收尾款 寄送样品 续约沟通 了解预算')
