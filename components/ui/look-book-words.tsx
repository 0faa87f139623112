export const hostile = '<script>alert(1)</script>{{7*7}}"\'&'
export const long = '中国（上海）自由贸易试验区临港新片区恒屹精密机械制造与自动化解决方案股份有限公司第二分公司'
