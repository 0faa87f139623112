-- The questionnaire a house begins with (S1-57, S1-58): the three dimensions of the documents, whether one would recommend us, and a word.
insert into surveys (key, title, intro, thanks, status, edition, at_three_months, created_at) values
  ('satisfaction', '客户满意度调研', '感谢您一直以来的支持。请用一两分钟告诉我们哪里做得好、哪里还要改进，您的意见会直接交给负责的同事。', '感谢您的反馈，我们会认真对待每一条意见。', 'open', 1, 1, unixepoch() * 1000);
--> statement-breakpoint
insert into survey_questions (survey_id, position, kind, dimension, text, options, required)
  select s.id, q.column1, q.column2, q.column3, q.column4, '[]', q.column5
  from surveys s, (values
    (1, 'scale', '服务质量', '您对我们的服务质量满意吗？', 1),
    (2, 'scale', '产品性价比', '您觉得我们产品的性价比如何？', 1),
    (3, 'scale', '响应速度', '您提出问题后，我们的响应速度如何？', 1),
    (4, 'recommend', '整体推荐意愿', '您有多大可能把我们推荐给同行或朋友？', 1),
    (5, 'text', '改进建议', '您希望我们在哪些方面改进？', 0)) q
  where s.key = 'satisfaction';
