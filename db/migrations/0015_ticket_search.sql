-- Tickets are found like customers: one document of words and facets each, its words between spaces, so that one facet can be exchanged in place.
create virtual table ticket_search using fts5(terms, content='ticket_terms', content_rowid='id', tokenize='ascii tokenchars _', detail='none', columnsize=0);
--> statement-breakpoint
insert into ticket_search(ticket_search, rank) values ('secure-delete', 1);
--> statement-breakpoint
create trigger ticket_terms_insert after insert on ticket_terms begin
  insert into ticket_search(rowid, terms) values (new.id, new.terms);
end;
--> statement-breakpoint
create trigger ticket_terms_delete after delete on ticket_terms begin
  insert into ticket_search(ticket_search, rowid, terms) values ('delete', old.id, old.terms);
end;
--> statement-breakpoint
create trigger ticket_terms_update after update of terms on ticket_terms when new.terms <> old.terms begin
  insert into ticket_search(ticket_search, rowid, terms) values ('delete', old.id, old.terms);
  insert into ticket_search(rowid, terms) values (new.id, new.terms);
end;
--> statement-breakpoint
-- Whose customer it is, and whether it lies in the recycle bin, follows the customer.
create trigger ticket_terms_of_customer after update of owner_id, department_id, deleted_at on customers
when old.owner_id is not new.owner_id or old.department_id is not new.department_id or (old.deleted_at is null) <> (new.deleted_at is null) begin
  update ticket_terms set terms = replace(replace(replace(terms,
      ' own_' || coalesce(old.owner_id, 0) || ' ', ' own_' || coalesce(new.owner_id, 0) || ' '),
      ' odp_' || coalesce(old.department_id, 0) || ' ', ' odp_' || coalesce(new.department_id, 0) || ' '),
      ' liv_' || (old.deleted_at is null) || ' ', ' liv_' || (new.deleted_at is null) || ' ')
    where id in (select id from tickets where customer_id = new.id);
end;
--> statement-breakpoint
create trigger ticket_terms_of_collaborator after insert on collaborators begin
  update ticket_terms set terms = terms || 'col_' || new.user_id || ' ' where id in (select id from tickets where customer_id = new.customer_id);
end;
--> statement-breakpoint
create trigger ticket_terms_without_collaborator after delete on collaborators begin
  update ticket_terms set terms = replace(terms, ' col_' || old.user_id || ' ', ' ') where id in (select id from tickets where customer_id = old.customer_id);
end;
--> statement-breakpoint
create trigger ticket_terms_of_merge after update of customer_id on tickets when old.customer_id <> new.customer_id begin
  update ticket_terms set terms = replace(replace(replace(terms,
      ' cus_' || old.customer_id || ' ', ' cus_' || new.customer_id || ' '),
      ' own_' || (select coalesce(owner_id, 0) from customers where id = old.customer_id) || ' ',
      ' own_' || (select coalesce(owner_id, 0) from customers where id = new.customer_id) || ' '),
      ' odp_' || (select coalesce(department_id, 0) from customers where id = old.customer_id) || ' ',
      ' odp_' || (select coalesce(department_id, 0) from customers where id = new.customer_id) || ' ')
    where id = new.id;
end;
--> statement-breakpoint
insert into ticket_types (kind, name, details, department_name, urgency) values
  ('complaint', '产品质量', '["性能故障","外观瑕疵","配件缺失","批次问题","安全隐患"]', '技术部', 'middle'),
  ('complaint', '服务响应', '["响应慢","无人跟进","重复沟通"]', '运营部', 'middle'),
  ('complaint', '服务态度', '["不礼貌","推诿"]', '运营部', 'middle'),
  ('complaint', '交付物流', '["延迟","错发","少发","破损"]', '物流仓储部', 'middle'),
  ('complaint', '安装调试', '["未按期","未达标","缺培训"]', '技术部', 'middle'),
  ('complaint', '售后维修', '["上门慢","返修","收费争议"]', '技术部', 'middle'),
  ('complaint', '价格费用', '["报价不符","多收","优惠未兑现"]', '财务部', 'low'),
  ('complaint', '合同条款', '["条款争议","未履约"]', '销售部', 'middle'),
  ('complaint', '发票账务', '["开票错误","延迟","对账"]', '财务部', 'low'),
  ('complaint', '虚假承诺', '["夸大效果","口头承诺未兑现"]', '销售部', 'high'),
  ('complaint', '系统使用', '["登录","功能","数据"]', '技术部', 'middle'),
  ('complaint', '信息泄露', '["骚扰","资料外泄"]', '总经办', 'high'),
  ('complaint', '其他', '[]', '运营部', 'low'),
  ('inquiry', '一般咨询', '["产品参数","价格交期","使用方法","单据发票"]', '客服部', 'low'),
  ('repair', '设备报修', '["故障停机","性能下降","配件更换","保养"]', '技术部', 'middle'),
  ('suggestion', '一般建议', '["产品","服务","流程"]', '产品部', 'low');
--> statement-breakpoint
insert into ticket_texts (purpose, title, body, updated_at) values
  ('reply', '受理确认', '您好，您反馈的问题已受理，工单编号 {工单编号}。处理人会在 24 小时内与您联系，处理进展会及时告知。', 0),
  ('reply', '致歉与安抚', '很抱歉给您带来不便。情况已记录，由专人负责到底，处理方案今天内给您答复。', 0),
  ('reply', '需要客户配合', '为尽快解决，请提供设备铭牌照片、故障现象和发生时间，收到后立即安排。', 0),
  ('reply', '处理完成确认', '您反馈的问题已处理完毕，请确认是否恢复正常。稍后会有同事回访，欢迎提出意见。', 0);
--> statement-breakpoint
insert into ticket_texts (purpose, type_id, title, body, updated_at)
  select 'material', id, '停机故障自查步骤', '1. 记录报警号并拍照。2. 断电 5 分钟后重启。3. 检查气压、液压和冷却液位。4. 仍未恢复时不要拆机，等待技术人员。', 0 from ticket_types where kind = 'repair';
--> statement-breakpoint
insert into ticket_texts (purpose, type_id, title, body, updated_at)
  select 'material', id, '产品参数资料', '标准参数表和外形图由客服按型号发送，含精度、行程、功率、占地和交期说明。', 0 from ticket_types where kind = 'inquiry';
--> statement-breakpoint
insert into ticket_texts (purpose, type_id, title, body, updated_at)
  select 'material', id, '重开发票所需资料', '开票信息、原发票号码、错误说明。专用发票已认证的，需先开具红字信息表。', 0 from ticket_types where name = '发票账务';
