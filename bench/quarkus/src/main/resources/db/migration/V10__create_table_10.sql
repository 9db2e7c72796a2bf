-- what table 10 is for
CREATE TABLE item_10 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
