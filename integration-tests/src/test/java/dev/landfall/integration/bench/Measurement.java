package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.util.List;

/** One row of the table, or a few that come from the same run. */
interface Measurement {

    String name();

    /** @param folder empty, removed afterwards */
    List<Figure> measure(Path folder) throws Exception;
}
