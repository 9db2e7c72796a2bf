-- what table 6 is for
CREATE TABLE item_6 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
