// Words that stand behind the usual passwords of this shape, written as they read after the usual swaps (@ a, 0 o, 1 i, 3 e, 5 s, $ s, ! i).
const words = `password passw password# passwordi password.i passwordi23 passwordi2e admin adminai2e adminai23 admina2 adminai2ea admin#i2e adminai2 root rootai2e
abcai2e abcai2ea abcai2eas abcdai2e abcda23a abcdi2e# abci2e# abc#i2e abci2ea abci2eas# abc.i2e qwerai2e qwera qwerai2ea qwertyai2e qwerty# qweri2ea qwei2ea qweai2e qweai2ea qwe#i2e
testai2e test#i2e userai2e usera welcomeai2e welcomei welcome# letmein# letmeini iloveyou# iloveyoui woaini# woainii woainis2o woaini#s2o woaini.s2o wangai2e zhangai2e
huaweiai2e huawei#i2e aliyunai2e tencentai2e lenovoai2e companyai2e gongsiai2e kehuai2e kehu#i2e crmai2ea crm#i2ea changemei changeme# changeme.i summer2o2e# winter2o2e#
iqaz2wsx# iqaz#2wsx iqaz.2wsx iqazaw2sx iqaz2wsxi qazai2e qazwsx# qazwsxi qazi2e# zaqi2wsx# zaq#i2wsx monkeyi# dragoni# sunshinei princessi footballi superman# master# masteri
aai2eas678 aai2eas aai2eas6 aii2eas# iiaaiiaa aaaa#iii aaaaiiii# aaiiaaii# asdfai2e asdf#i2e asdfghi asdfgh# zxcvai2e zxcv#i2e zxcvbni zxcvbn# serverai2e oracleai2e mysqlai2e
initialai2e default# defaulti secret# secreti guestai2e temp#i2e tempai2e loginai2e manager# manageri officeai2e office# abcdefgi abcdefg# iqi2e# hellooi hello#i2e helloi2e#`

/** Refused as passwords (S0-19, D-16). */
export const common = new Set(words.split(/\s+/))

/** Words that make no password, whatever figures and signs stand about them. */
export const weakWords = new Set(
  'a aa aaa abc abcd abcde admin administrator root password passwd pass pwd test tester guest user demo login welcome hello letmein iloveyou woaini qwer qwert qwerty asdf asdfg zxcv zxcvb qaz qazwsx qwe qweasd qweasdzxc wsx kehu crm huawei aliyun tencent company gongsi office manager master monkey dragon summer winter spring autumn secret changeme default initial'.split(
    ' ',
  ),
)
