package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.texts;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.List;

/** {@code log.tf}: where the customer reads what the runner wrote and who read secrets. */
final class LogFile {

    private static final String FILE = "log.tf";
    private static final String WORKSPACE = "azurerm_log_analytics_workspace.this.id";

    private LogFile() {}

    static void add(StackModel model, Module module) {
        var file = module.file(FILE);
        Module.resource(
                file,
                "azurerm_log_analytics_workspace",
                "this",
                workspace -> Module.placed(workspace, Module.NAME)
                        .set("sku", "PerGB2018")
                        .set("retention_in_days", model.log().retentionDays())
                        .set("local_authentication_enabled", false));
    }

    static void addMachines(Module module) {
        var file = module.file(FILE);
        file.comment("What services and sign-ins of the machine write; the runner is one of them.");
        Module.resource(
                file,
                "azurerm_monitor_data_collection_rule",
                "machine",
                rule -> Module.placed(rule, Module.named("log"))
                        .set("kind", "Linux")
                        .block("data_sources", sources -> sources.block("syslog", LogFile::syslog))
                        .block(
                                "destinations",
                                to -> to.block(
                                        "log_analytics",
                                        it -> it.set("name", "workspace")
                                                .set("workspace_resource_id", code(WORKSPACE))))
                        .block(
                                "data_flow",
                                flow -> flow.set("streams", texts(List.of("Microsoft-Syslog")))
                                        .set("destinations", texts(List.of("workspace")))));
        Module.resource(
                file,
                "azurerm_monitor_data_collection_rule_association",
                "machine",
                join -> join.set("name", "landfall")
                        .set("target_resource_id", code(MachineFile.MACHINES + ".id"))
                        .set("data_collection_rule_id", code("azurerm_monitor_data_collection_rule.machine.id")));
    }

    static void addVault(Module module) {
        var file = module.file(FILE);
        file.comment("Who read which secret.");
        Module.resource(
                file,
                "azurerm_monitor_diagnostic_setting",
                "vault",
                setting -> setting.set("name", "landfall")
                        .set("target_resource_id", code("azurerm_key_vault.this.id"))
                        .set("log_analytics_workspace_id", code(WORKSPACE))
                        .block("enabled_log", log -> log.set("category", "AuditEvent")));
    }

    private static void syslog(Body syslog) {
        syslog.set("name", "services")
                .set("streams", texts(List.of("Microsoft-Syslog")))
                .set("facility_names", texts(List.of("auth", "authpriv", "daemon")))
                .set(
                        "log_levels",
                        texts(List.of("Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency")));
    }
}
