insert into tiers (key, name, dimension, meaning, rule, priority, tone, active, updated_at) values
  ('high_value', '高价值客户', '合作金额', '合作金额高，需要专属服务', '{"kind":"any","groups":[[{"field":"amount","op":"gte","value":10000000,"window":12}]]}', 1, 'accent', 1, 0),
  ('churn_risk', '流失风险客户', '流失风险', '多个信号表明客户可能离开，需要尽快回访', '{"kind":"points","atLeast":60,"lines":[{"points":20,"condition":{"field":"silence","op":"gt","value":60}},{"points":25,"condition":{"field":"sincePurchase","op":"gt","value":180}},{"points":20,"condition":{"field":"growth","op":"lte","value":-30,"window":12}},{"points":20,"condition":{"field":"lowestScore","op":"lte","value":2,"window":90}},{"points":15,"condition":{"field":"repeats","op":"gte","value":1,"window":90}}]}', 2, 'bad', 1, 0),
  ('active', '活跃客户', '合作频次', '合作频繁，需要保持互动', '{"kind":"any","groups":[[{"field":"purchases","op":"gte","value":5,"window":12}]]}', 3, 'good', 1, 0),
  ('industry_key', '行业重点客户', '行业贡献度', '在所属行业大类中占比高', '{"kind":"any","groups":[[{"field":"industryShare","op":"gte","value":20,"window":12}]]}', 4, 'accent', 1, 0),
  ('potential', '潜力客户', '合作潜力', 'A 类潜力，或合作金额正在明显增长', '{"kind":"any","groups":[[{"field":"potential","op":"eq","value":"A"}],[{"field":"amount","op":"gte","value":3000000,"window":12},{"field":"amount","op":"lt","value":10000000,"window":12},{"field":"growth","op":"gte","value":30,"window":12}]]}', 5, 'good', 1, 0),
  ('newly_signed', '新签客户', '合作阶段', '刚开始合作，需要尽快见效', '{"kind":"any","groups":[[{"field":"firstPurchase","op":"lte","value":90}]]}', 6, 'good', 1, 0),
  ('dormant', '休眠客户', '互动情况', '长期没有互动，需要唤醒', '{"kind":"any","groups":[[{"field":"silence","op":"gt","value":180}]]}', 7, 'warn', 1, 0),
  ('ordinary', '普通客户', '其他', '没有以上任何标签', '{"kind":"rest"}', 8, 'plain', 1, 0);
