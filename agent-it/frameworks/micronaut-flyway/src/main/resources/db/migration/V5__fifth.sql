INSERT INTO second SELECT 5, word FROM first;
