package dev.sks.manager.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A page of a list.
 *
 * @param next cursor of the next page, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectList(List<ObjectBody> items, String next) {}
