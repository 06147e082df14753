package dev.landfall.stacktemplates.azure;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.arm.ArmJson;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.arm.Template;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission.AzureActions;
import dev.landfall.stacktemplates.model.Permission.AzureBuiltInRole;
import dev.landfall.stacktemplates.model.Permission.Scope;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What Azure takes.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices">limits of templates</a>
 */
public final class AzureLimits {

    static final int MAX_TEMPLATE_BYTES = 4 * 1024 * 1024;
    static final int MAX_PARAMETERS = 256;
    static final int MAX_RESOURCES = 800;
    static final int MAX_TAGS = 50;

    /** Characters of one expression. */
    static final int MAX_EXPRESSION = 24_576;

    private static final int OWN_TAGS = 2;
    private static final int MAX_TAG_VALUE = 256;
    private static final String NOT_IN_TAGS = "<>%&\\?/";
    private static final Location STACK = Location.startOf("stack.toml");

    private AzureLimits() {}

    /** Notes what of the model Azure would not take. */
    public static void check(StackModel model, Problems problems) {
        model.roles().forEach(role -> check(role, problems));
        checkNames(model, problems);
        checkTags(model, problems);
        if (model.host() instanceof VmGroup host) {
            var bytes = Scripts.firstStart(model, host).getBytes(StandardCharsets.UTF_8).length;
            // the settings are in it in base64
            bytes += Scripts.environment(model).length() * 4 / 3;
            if (bytes > Scripts.MAX_CUSTOM_DATA_BYTES) {
                problems.add(
                        STACK,
                        "The machine's first script has " + bytes + " bytes; Azure takes "
                                + Scripts.MAX_CUSTOM_DATA_BYTES
                                + ". Make the customer's policy file or the runner's settings smaller.");
            }
            checkImage(host, problems);
        }
    }

    /** Notes what of the template Azure would not take. */
    static void check(Template template, Problems problems) {
        most(
                template.parameters().size(),
                MAX_PARAMETERS,
                "parameters",
                "Use fewer inputs, secrets and roles.",
                problems);
        if (problems.isEmpty()) {
            checkSymbols(template, problems);
        }
        most(template.resources().size(), MAX_RESOURCES, "resources", "Use fewer roles and secrets.", problems);
        most(
                ArmJson.longestExpression(template),
                MAX_EXPRESSION,
                "characters in one expression",
                "Use fewer inputs and roles, or a smaller policy file.",
                problems);
    }

    /** Notes what of a file Azure would not take. */
    static void check(RenderedFile file, Problems problems) {
        most(
                file.bytes().length,
                MAX_TEMPLATE_BYTES,
                "bytes",
                "Write shorter descriptions and a smaller policy file.",
                problems);
    }

    /** Azure knows parameters in any case, and Bicep has one name for one thing. */
    private static void checkSymbols(Template template, Problems problems) {
        var parameters = template.parameters().stream().map(Parameter::name);
        var resources = template.resources().stream().map(Resource::symbol);
        var taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(parameters, template.variables().keySet().stream(), resources)
                .flatMap(names -> names)
                .filter(name -> !taken.add(name))
                .distinct()
                .forEach(name -> problems.add(
                        STACK,
                        "Two roles, secrets or inputs need the name " + name
                                + " in the template, which has no '_' and '-'. Rename one."));
    }

    private static void most(int count, int limit, String what, String advice, Problems problems) {
        if (count > limit) {
            problems.add(STACK, "The template has " + count + " " + what + "; Azure takes " + limit + ". " + advice);
        }
    }

    private static void check(OperationRole role, Problems problems) {
        if (role.name().equals(IdentityPart.RUNNER)) {
            problems.add(
                    role.at(),
                    "The role '" + role.name() + "' is called like the runner's own identity, which would be"
                            + " granted what the role has. Rename it.");
        }
        for (var permission : role.permissions()) {
            var scope = Scope.RESOURCE_GROUP;
            if (permission instanceof AzureBuiltInRole builtIn) {
                scope = builtIn.scope();
                if (BuiltInRole.id(builtIn.name()).isEmpty()) {
                    problems.add(
                            role.at(),
                            "The role '" + role.name() + "' has the built-in role '" + builtIn.name()
                                    + "', whose id is not known here. Write its id (az role definition list --name '"
                                    + builtIn.name() + "'), or one of: " + BuiltInRole.names() + ".");
                }
            } else if (permission instanceof AzureActions actions) {
                scope = actions.scope();
            }
            if (scope == Scope.SUBSCRIPTION) {
                problems.add(
                        role.at(),
                        "The role '" + role.name()
                                + "' is granted over the subscription; a template for a resource group grants over that group alone. Narrow its scope.");
            }
        }
    }

    private static void checkNames(StackModel model, Problems problems) {
        var taken = new HashMap<String, String>();
        taken.put(AzureNames.PLAN_KEY, AzureNames.PLAN_KEY);
        for (var secret : model.secrets()) {
            var name = AzureNames.vaultSecret(secret.name());
            var other = taken.put(AzureNames.symbol("", name).toLowerCase(Locale.ROOT), secret.name());
            if (other != null || name.equalsIgnoreCase(AzureNames.PLAN_KEY)) {
                problems.add(
                        secret.at(),
                        "The secret '" + secret.name() + "' would have the same name in the vault as '"
                                + (other == null ? AzureNames.PLAN_KEY : other)
                                + "': a vault knows neither '_' nor upper case. Rename one.");
            }
        }
        taken.clear();
        for (var input : model.inputs()) {
            var other = taken.put(InputPart.name(input).toLowerCase(Locale.ROOT), input.name());
            if (other != null) {
                problems.add(
                        input.at(),
                        "The inputs '" + other + "' and '" + input.name() + "' would be the same parameter "
                                + InputPart.name(input) + ". Rename one.");
            }
        }
    }

    private static void checkTags(StackModel model, Problems problems) {
        most(model.tags().size() + OWN_TAGS, MAX_TAGS, "tags", "Take some away.", problems);
        model.tags().forEach((name, value) -> {
            if (name.chars().anyMatch(each -> NOT_IN_TAGS.indexOf(each) >= 0) || value.length() > MAX_TAG_VALUE) {
                problems.add(
                        STACK,
                        "The tag '" + name + "' is none of Azure's: a name has none of " + NOT_IN_TAGS
                                + " and a value at most " + MAX_TAG_VALUE + " characters.");
            }
        });
    }

    private static void checkImage(VmGroup host, Problems problems) {
        var image = host.image();
        if (image != null && !image.startsWith("subscriptions/") && !image.startsWith("communityGalleries/")) {
            problems.add(
                    STACK,
                    "'" + image
                            + "' is no image of Azure: write its id without the first '/', subscriptions/… or communityGalleries/….");
        }
    }
}
