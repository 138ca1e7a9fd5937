package dev.sks.ui.readmodel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Some jobs, newest first.
 *
 * @param next the cursor of the next page, or null after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobPage(List<Job> items, String next) {}
