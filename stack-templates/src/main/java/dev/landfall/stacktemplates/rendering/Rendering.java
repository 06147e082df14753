package dev.landfall.stacktemplates.rendering;

import dev.landfall.formats.problem.Reading;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.List;

/**
 * Writes a stack in one language. The same model gives the same bytes, always: no time, no chance, no order of a hash table.
 * Thread-safe.
 */
public interface Rendering {

    /**
     * @return the files, sorted by path, or every limit of the language that the model breaks, each at the place in the vendor's
     *     config that causes it
     */
    Reading<List<RenderedFile>> render(StackModel model);
}
