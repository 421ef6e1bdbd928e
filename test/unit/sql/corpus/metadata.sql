# What Athena tells of the allowed database and table
SHOW TABLES
SHOW TABLES;
show tables
SHOW TABLES IN case_insights
SHOW TABLES FROM case_insights
SHOW TABLES IN awsdatacatalog.case_insights
SHOW TABLES IN "case_insights"
SHOW TABLES IN `case_insights`
SHOW TABLES 'case.*'
SHOW TABLES IN case_insights 'case*|other*'
SHOW TABLES LIKE 'case%'
SHOW TABLES FROM case_insights LIKE 'case$_%' ESCAPE '$'
SHOW VIEWS
SHOW VIEWS IN case_insights
SHOW VIEWS IN case_insights LIKE 'v*'
SHOW DATABASES
SHOW DATABASES LIKE 'case*'
SHOW DATABASES 'case*'
SHOW SCHEMAS
SHOW SCHEMAS FROM awsdatacatalog
SHOW SCHEMAS IN AwsDataCatalog LIKE 'case%'
SHOW CATALOGS
SHOW CATALOGS LIKE 'aws%'
SHOW COLUMNS FROM case_summary
SHOW COLUMNS IN case_summary
SHOW COLUMNS IN case_insights.case_summary
SHOW COLUMNS FROM awsdatacatalog.case_insights.case_summary LIKE 'rca%'
SHOW COLUMNS FROM case_summary IN case_insights
SHOW COLUMNS FROM case_summary FROM case_insights LIKE 'a%'
SHOW COLUMNS IN "case_summary"
SHOW COLUMNS IN `case_insights`.`case_summary`
SHOW PARTITIONS case_summary
SHOW PARTITIONS case_insights.case_summary
SHOW PARTITIONS `case_summary`
SHOW CREATE TABLE case_summary
SHOW CREATE TABLE case_insights.case_summary
SHOW CREATE TABLE `case_insights`.`case_summary`
SHOW CREATE VIEW case_summary
SHOW CREATE SCHEMA case_insights
SHOW CREATE DATABASE case_insights
SHOW TBLPROPERTIES case_summary
SHOW TBLPROPERTIES case_summary ('classification')
SHOW FUNCTIONS
SHOW FUNCTIONS LIKE 'approx%'
SHOW SESSION
SHOW SESSION LIKE 'query%'
SHOW STATS FOR case_summary
SHOW STATS FOR case_insights.case_summary
SHOW STATS FOR (SELECT * FROM case_summary WHERE subject LIKE 'a\b')
SHOW GRANTS ON case_summary
SHOW GRANTS ON TABLE case_insights.case_summary
DESCRIBE case_summary
DESC case_summary
describe case_summary;
DESCRIBE case_insights.case_summary
DESCRIBE awsdatacatalog.case_insights.case_summary
DESCRIBE FORMATTED case_summary
DESCRIBE EXTENDED case_insights.case_summary
DESCRIBE VIEW case_summary
DESCRIBE `case_summary`
DESCRIBE "case_summary"
DESCRIBE case_summary subject
DESCRIBE FORMATTED case_summary subject
DESCRIBE case_summary a.b.'$elem$'
DESCRIBE case_summary PARTITION (account_number = '111122223333')
DESCRIBE FORMATTED case_summary PARTITION (account_number = '1', case_number = '2') subject
SHOW TABLES -- all of them
SHOW /* all */ TABLES
EXPLAIN DESCRIBE case_summary
