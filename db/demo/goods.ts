import type { Trade } from './cast.ts'

/** What is sold: price in yuan for one, how many at a time, and after how many days again. */
export type Good = { name: string; unit: string; price: number; least: number; most: number; cycle: number }
/** What a trade buys once, what it buys again, and what presses it. */
export type Shelf = { mains: Good[]; supplies: Good[]; pains: string[] }

const good = (name: string, unit: string, price: number, least = 1, most = 1, cycle = 0): Good => ({
  name,
  unit,
  price,
  least,
  most,
  cycle,
})

export const shelves: Record<Trade, Shelf> = {
  maker: {
    mains: [
      good('立式加工中心 HY-850', '台', 286_000, 1, 2),
      good('数控车床 HY-46', '台', 168_000, 1, 3),
      good('自动上下料单元 HY-R10', '套', 125_000, 1, 2),
      good('五轴加工中心 HY-5X', '台', 960_000),
    ],
    supplies: [
      good('硬质合金立铣刀 Φ10', '支', 86, 60, 240, 91),
      good('半合成切削液 20L', '桶', 420, 6, 24, 91),
      good('BT40 刀柄', '只', 265, 8, 30, 182),
      good('数控刀片', '盒', 128, 20, 80, 91),
      good('导轨油 18L', '桶', 310, 3, 10, 91),
    ],
    pains: [
      '老设备精度跑偏，返工多',
      '订单涨了，两班倒还是赶不上',
      '夜班招不到人',
      '小批量换型时间长',
      '刀具消耗快，单件成本下不来',
      '交期总被外协卡住',
    ],
  },
  packer: {
    mains: [good('全自动包装机 HY-P60', '台', 135_000, 1, 2), good('封口改造单元 HY-P12', '套', 46_000, 1, 2)],
    supplies: [
      good('封切刀片', '片', 58, 40, 120, 91),
      good('食品级润滑脂', '桶', 460, 2, 8, 91),
      good('灌装阀组', '套', 2_600, 1, 4, 182),
    ],
    pains: ['包装速度跟不上前道', '封口不良率偏高', '旺季人手不够', '换规格要停机一小时'],
  },
  mover: {
    mains: [good('输送分拣单元 HY-C20', '套', 92_000, 1, 3)],
    supplies: [good('包胶滚筒', '支', 165, 20, 90, 91), good('输送带接头', '套', 380, 4, 16, 91)],
    pains: ['大促期间分拣线总停', '老线噪声大、能耗高', '备件要等半个月'],
  },
  school: {
    mains: [good('数控实训台 HY-T5', '台', 78_000, 2, 6)],
    supplies: [good('实训铝料', '公斤', 32, 80, 300, 182), good('教学刀具包', '套', 680, 6, 24, 182)],
    pains: ['工位少，学生轮不上', '设备和企业现场差两代', '实训耗材报批慢'],
  },
  clinic: {
    mains: [good('义齿雕铣机 HY-D5', '台', 148_000)],
    supplies: [good('氧化锆车针', '支', 145, 12, 48, 60), good('主轴夹头', '只', 880, 1, 4, 182)],
    pains: ['外送加工周期长', '边缘精度不稳', '高峰期排不开'],
  },
  public: {
    mains: [good('检测夹具（定制）', '套', 18_600, 1, 4)],
    supplies: [good('年度保养服务', '次', 4_800, 1, 2, 182), good('定制备件', '批', 6_800, 1, 2, 182)],
    pains: ['对资质和验收材料要求严', '预算当年用完', '需要书面报告备查'],
  },
  dealer: {
    mains: [good('首批样机与备货', '批', 86_000)],
    supplies: [
      good('硬质合金立铣刀 Φ10', '支', 74, 300, 900, 60),
      good('数控刀片', '盒', 108, 80, 260, 60),
      good('BT40 刀柄', '只', 226, 40, 120, 91),
    ],
    pains: ['账期压力大', '同城串货', '客户要现货'],
  },
  partner: {
    mains: [good('联合展台分摊', '次', 12_000)],
    supplies: [],
    pains: ['需要真实的现场案例', '希望有稳定的设备方', '客户重合但没有联动'],
  },
  shop: {
    mains: [good('非标零件加工', '批', 12_600, 1, 2)],
    supplies: [good('定制备件', '批', 6_800, 1, 3, 91), good('紧固件套装', '套', 1_260, 2, 10, 91)],
    pains: ['急件多，图纸不全', '外协质量不稳', '停机一天损失大'],
  },
  person: {
    mains: [good('桌面雕铣机 HY-300', '台', 39_800)],
    supplies: [good('雕刻刀包', '套', 198, 2, 8, 122), good('亚克力与代木料', '公斤', 46, 5, 20, 122)],
    pains: ['家里放不下大机器', '不会编程', '怕噪声扰民', '想先小批量试试'],
  },
}
