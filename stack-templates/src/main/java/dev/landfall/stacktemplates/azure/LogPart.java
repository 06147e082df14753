package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.StackModel;

/** Where the customer reads what the runner wrote and who read secrets. */
final class LogPart {

    static final String WORKSPACE = "workspace";

    private static final String INSIGHTS = "@2022-06-01";

    private LogPart() {}

    static void add(StackModel model, Draft draft) {
        draft.add(Resource.of(
                WORKSPACE,
                "Microsoft.OperationalInsights/workspaces@2023-09-01",
                model.name().value(),
                Draft.placed(
                        "properties",
                        object(
                                "sku", object("name", "PerGB2018"),
                                "retentionInDays", model.log().retentionDays(),
                                "features", object("disableLocalAuth", true)))));
    }

    static void addMachines(StackModel model, Draft draft) {
        draft.add(Resource.of(
                        "logRule",
                        "Microsoft.Insights/dataCollectionRules" + INSIGHTS,
                        model.name().with("log"),
                        Draft.placed(
                                "kind",
                                "Linux",
                                "properties",
                                object(
                                        "dataSources", object("syslog", list(syslog())),
                                        "destinations",
                                                object(
                                                        "logAnalytics",
                                                        list(object(
                                                                "name",
                                                                "workspace",
                                                                "workspaceResourceId",
                                                                new IdOf(WORKSPACE)))),
                                        "dataFlows",
                                                list(object(
                                                        "streams", list("Microsoft-Syslog"),
                                                        "destinations", list("workspace"))))))
                .described("What services and sign-ins of the machine write; the runner is one of them."));
        draft.add(Resource.of(
                        "logOfMachine",
                        "Microsoft.Insights/dataCollectionRuleAssociations" + INSIGHTS,
                        "landfall",
                        object("properties", object("dataCollectionRuleId", new IdOf("logRule"))))
                .on(MachinePart.MACHINES));
    }

    private static dev.landfall.stacktemplates.arm.Expression syslog() {
        return object(
                "name", "services",
                "streams", list("Microsoft-Syslog"),
                "facilityNames", list("auth", "authpriv", "daemon"),
                "logLevels", list("Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency"));
    }
}
