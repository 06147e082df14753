package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.join;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.Choice;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.ArrayList;
import java.util.List;

/** A scale set of one machine, which replaces it when the runner is not running, and which the customer can set to none. */
final class MachinePart {

    /** Symbol of the scale set. */
    static final String MACHINES = "machines";

    private MachinePart() {}

    static void add(StackModel model, VmGroup host, NetworkPart network, Draft draft) {
        var enabled = draft.add(Parameter.of(
                "runnerEnabled",
                Kind.BOOL,
                "The off switch: false ends the machine, and nothing is deleted. Nothing runs here until it is true again.",
                true));
        var size = draft.add(Parameter.of("vmSize", Kind.STRING, "Size of the machine.", MachineDefaults.size(host))
                .limited("minLength", 1));
        var encrypted = draft.add(Parameter.of(
                "encryptionAtHost",
                Kind.BOOL,
                "Whether disks are encrypted on the host too, caches and temporary disks with them. The subscription needs the feature EncryptionAtHost.",
                true));
        var firstStart = draft.variable("firstStart", Expression.text(Scripts.firstStart(model, host)));
        var environment = draft.variable("runnerEnvironment", Expression.text(Scripts.environment(model)));
        var phoneHome = draft.variable("phoneHome", Expression.text(Scripts.phoneHome(model)));
        var after = new ArrayList<>(List.of("runnerReadsSecrets", "planKeySecret"));
        draft.add(Resource.of(
                        MACHINES,
                        "Microsoft.Compute/virtualMachineScaleSets@2024-11-01",
                        model.name().value(),
                        Draft.placed(
                                "sku",
                                        object(
                                                "name",
                                                size,
                                                "tier",
                                                "Standard",
                                                "capacity",
                                                new Choice(enabled, Expression.number(1), Expression.number(0))),
                                "identity", object("type", "UserAssigned", "userAssignedIdentities", identities(model)),
                                "properties",
                                        object(
                                                "orchestrationMode",
                                                "Uniform",
                                                "overprovision",
                                                false,
                                                "singlePlacementGroup",
                                                false,
                                                "upgradePolicy",
                                                object("mode", "Automatic"),
                                                "automaticRepairsPolicy",
                                                object(
                                                        "enabled", true,
                                                        "gracePeriod", "PT30M",
                                                        "repairAction", "Replace"),
                                                "virtualMachineProfile",
                                                object(
                                                        "securityProfile", security(host, encrypted),
                                                        "storageProfile", storage(host),
                                                        "osProfile", system(model, firstStart(firstStart, environment)),
                                                        "networkProfile", network(network),
                                                        "scheduledEventsProfile",
                                                                object(
                                                                        "terminateNotificationProfile",
                                                                        object(
                                                                                "enable",
                                                                                true,
                                                                                "notBeforeTimeout",
                                                                                "PT15M")),
                                                        "extensionProfile",
                                                                object(
                                                                        "extensions",
                                                                        list(
                                                                                health(),
                                                                                log(),
                                                                                phoneHome(
                                                                                        model, network, phoneHome,
                                                                                        enabled)))))))
                .after(after)
                .described("One machine, without a public address or a way in."));
    }

    /** An identity that is not here cannot be had by whatever runs on the machine. */
    private static Expression identities(StackModel model) {
        var conditional = new ArrayList<Expression>();
        model.roles()
                .forEach(role ->
                        conditional.add(Draft.onlyIf(IdentityPart.enabled(role), keyed(IdentityPart.symbol(role)))));
        return Draft.merged(keyed(IdentityPart.RUNNER), conditional);
    }

    private static Members keyed(String identity) {
        return object(join(new IdOf(identity)), object());
    }

    private static Members security(VmGroup host, Expression encrypted) {
        return host.architecture() == Architecture.ARM64
                ? object("encryptionAtHost", encrypted)
                : object(
                        "encryptionAtHost",
                        encrypted,
                        "securityType",
                        "TrustedLaunch",
                        "uefiSettings",
                        object("secureBootEnabled", true, "vTpmEnabled", true));
    }

    private static Members storage(VmGroup host) {
        return object(
                "imageReference", image(host),
                "osDisk",
                        object(
                                "createOption",
                                "FromImage",
                                "caching",
                                "ReadWrite",
                                "diskSizeGB",
                                host.diskGib(),
                                "managedDisk",
                                object("storageAccountType", "Premium_LRS")));
    }

    private static Members image(VmGroup host) {
        if (host.image() != null) {
            return host.image().startsWith("communityGalleries/")
                    ? object("communityGalleryImageId", "/" + host.image())
                    : object("id", "/" + host.image());
        }
        return object(
                "publisher", "Canonical",
                "offer", "ubuntu-24_04-lts",
                "sku", MachineDefaults.imageSku(host),
                "version", "latest");
    }

    private static Members system(StackModel model, Expression script) {
        var key = object(
                "path",
                "/home/" + MachineDefaults.USER + "/.ssh/authorized_keys",
                "keyData",
                MachineDefaults.NOBODYS_KEY);
        return object(
                "computerNamePrefix", model.name().value(),
                "adminUsername", MachineDefaults.USER,
                "linuxConfiguration",
                        object("disablePasswordAuthentication", true, "ssh", object("publicKeys", list(key))),
                "customData", call("base64", script));
    }

    private static Expression firstStart(Expression script, Expression environment) {
        var client = Expression.of(IdentityPart.RUNNER, "clientId");
        var filled = call("base64", call("replace", environment, Scripts.CLIENT_ID, client));
        var withEnvironment = call("replace", script, Scripts.ENVIRONMENT, filled);
        var withClient = call("replace", withEnvironment, Scripts.CLIENT_ID, client);
        return call("replace", withClient, Scripts.PLAN_KEY, VaultPart.address(AzureNames.PLAN_KEY));
    }

    private static Members network(NetworkPart network) {
        var address = object(
                "name", "runner", "properties", object("primary", true, "subnet", object("id", network.subnet())));
        return object(
                "networkInterfaceConfigurations",
                list(object(
                        "name",
                        "runner",
                        "properties",
                        object(
                                "primary", true,
                                "networkSecurityGroup", object("id", new IdOf("securityGroup")),
                                "ipConfigurations", list(address)))));
    }

    private static Members health() {
        return extension(
                "health",
                "Microsoft.ManagedServices",
                "ApplicationHealthLinux",
                "1.0",
                object("protocol", "http", "port", 9119, "requestPath", "/"));
    }

    private static Members log() {
        return extension(
                "log",
                "Microsoft.Azure.Monitor",
                "AzureMonitorLinuxAgent",
                "1.33",
                object(
                        "authentication",
                        object(
                                "managedIdentity",
                                object(
                                        "identifier-name",
                                        "mi_res_id",
                                        "identifier-value",
                                        new IdOf(IdentityPart.RUNNER)))));
    }

    /** Runs again whenever what it says changes. */
    private static Members phoneHome(StackModel model, NetworkPart network, Expression script, Expression enabled) {
        var said = Statement.of(
                model,
                new IdOf(MACHINES),
                object("network", network.network(), "subnets", list(network.subnet())),
                enabled);
        var statement = call("base64", call("string", said));
        var withClient = call("replace", script, Scripts.CLIENT_ID, Expression.of(IdentityPart.RUNNER, "clientId"));
        return extension(
                "phone-home",
                "Microsoft.Azure.Extensions",
                "CustomScript",
                "2.1",
                object("script", call("base64", call("replace", withClient, Scripts.STATEMENT, statement))));
    }

    private static Members extension(String name, String publisher, String type, String version, Members settings) {
        return object(
                "name",
                name,
                "properties",
                object(
                        "publisher", publisher,
                        "type", type,
                        "typeHandlerVersion", version,
                        "autoUpgradeMinorVersion", true,
                        "settings", settings));
    }
}
