package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What a job is to do, as its owner wrote it. One record a kind; {@code kind} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = MapReduceSpec.class, name = MapReduceSpec.KIND))
public sealed interface JobSpec permits MapReduceSpec {

  /** A label people choose, RFC 1123; not unique. */
  String name();

  Map<String, String> labels();

  RunPolicy policy();

  /** Names of the data objects it reads. */
  List<String> inputs();

  /** What is wrong with it by itself, without looking at the world; empty if nothing is. */
  List<Violation> violations();
}
