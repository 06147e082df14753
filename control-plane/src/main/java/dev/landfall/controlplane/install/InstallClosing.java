package dev.landfall.controlplane.install;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import java.util.List;
import java.util.Map;

/** What the end of a changing workflow makes of its install. */
final class InstallClosing {

    private InstallClosing() {}

    static List<Write> status(
            WorkflowRecord workflow, Map<String, StoredRecord> documents, InstallStatus afterSuccess) {
        if (!documents.containsKey(Install.SORT)) {
            return List.of();
        }
        var install = Sight.install(documents);
        var next = workflow.status() == WorkflowStatus.SUCCEEDED ? afterSuccess : InstallStatus.ERROR;
        return List.of(Documents.put(Install.SORT, install.value().with(next), install.unchanged()));
    }
}
