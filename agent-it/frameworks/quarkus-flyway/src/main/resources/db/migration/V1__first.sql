CREATE TABLE first AS SELECT '${word}' AS word, current_schema() AS place;
