-- what table 7 is for
CREATE TABLE item_7 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
