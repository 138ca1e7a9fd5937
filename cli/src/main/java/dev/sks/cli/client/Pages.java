package dev.sks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists that come in pages. */
public final class Pages {

  private static final int PAGE = 500;

  private Pages() {}

  /** The first {@code most} items of a list. */
  public static ArrayNode of(Api api, String path, Map<String, String> parameters, int most) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    String cursor = "";
    do {
      var query = new LinkedHashMap<>(parameters);
      query.put("limit", Integer.toString(Math.min(PAGE, most - all.size())));
      query.put("cursor", cursor);
      JsonNode page = api.json(Call.get(Paths.query(path, query)));
      // Short lists come as a bare array.
      (page.isArray() ? page : page.path("items")).forEach(all::add);
      cursor = Json.text(page, "next");
    } while (!cursor.isEmpty() && all.size() < most);
    return all;
  }
}
