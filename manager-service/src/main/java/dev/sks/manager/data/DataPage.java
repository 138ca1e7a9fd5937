package dev.sks.manager.data;

import java.util.List;
import java.util.Optional;

/**
 * Some objects of a list, ordered by name.
 *
 * @param last name after which the list goes on; empty at its end
 */
public record DataPage(List<DataObject> objects, Optional<String> last) {}
