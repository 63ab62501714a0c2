-- Orders that the balancer has not taken yet; of more than so many it says so many. Asked with every order that comes in.
-- By the index that has only those: without statistics, as after the first rush of a database, half of all orders are
-- thought to be among them, and every one was read.
CREATE FUNCTION "kitchen_orders_not_taken"("most" INTEGER) RETURNS BIGINT
LANGUAGE sql STABLE
SET enable_seqscan = off
SET enable_bitmapscan = off
AS $$
  SELECT count(*) FROM (SELECT FROM kitchen_order WHERE NOT taken LIMIT most) o
$$;
