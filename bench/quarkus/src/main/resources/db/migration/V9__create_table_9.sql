-- what table 9 is for
CREATE TABLE item_9 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
