-- what table 4 is for
CREATE TABLE item_4 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
