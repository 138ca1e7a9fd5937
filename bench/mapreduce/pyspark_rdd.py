"""PySpark's RDD API with the same functions. `pyspark_rdd.py INPUT OUTPUT WORKERS TASKS`."""

import json
import sys
import time

from pyspark import SparkConf, SparkContext

from mapper import mapper
from reducer import reducer


def reduced(pairs):
    groups = {key: list(values) for key, values in pairs}
    for key, value in reducer(groups).items():
        yield json.dumps({"key": key, "value": value}, ensure_ascii=False)


def main():
    path, output, workers, tasks = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    conf = SparkConf().setMaster(f"local[{workers}]").setAppName("bench").set("spark.ui.enabled", "false")
    spark = SparkContext(conf=conf)
    spark.setLogLevel("ERROR")
    ready = time.time()
    lines = spark.textFile("file://" + path, tasks)
    words = lines.flatMap(lambda line: mapper(line.strip().split(" ")))
    words.groupByKey(workers).mapPartitions(reduced).saveAsTextFile("file://" + output)
    print(json.dumps({"ready": ready, "done": time.time()}))
    spark.stop()


if __name__ == "__main__":
    main()
