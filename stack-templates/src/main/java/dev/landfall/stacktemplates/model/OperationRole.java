package dev.landfall.stacktemplates.model;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.error.LandfallException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identity that jobs of certain operations get, and no others.
 *
 * @param name part of its name in the cloud and of its parameter: up to 31 of a-z, 0-9 and single {@code -}, a letter first
 * @param title for people
 * @param description for people
 * @param operations as jobs name them: {@code provision}, {@code maintenance}, {@code deprovision}, {@code break-glass},
 *     {@code component:NAME}, {@code action:NAME}; NAME may be {@code *}
 * @param boundary JSON of an IAM policy that bounds whatever the role is granted; null for none; AWS only
 * @param enabledByDefault what the role's parameter says unless the customer changes it
 * @param at where the vendor wrote it
 */
public record OperationRole(
        String name,
        Kind kind,
        String title,
        String description,
        SortedSet<String> operations,
        List<Permission> permissions,
        @Nullable String boundary,
        boolean enabledByDefault,
        Location at) {

    private static final Pattern NAME = Pattern.compile("(?=.{1,31}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern OPERATION = Pattern.compile(
            "provision|maintenance|deprovision|break-glass|(?:component|action):(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]{0,99})");

    /** What a role is for. */
    public enum Kind {
        PROVISION,
        MAINTENANCE,
        DEPROVISION,
        BREAK_GLASS,
        CUSTOM
    }

    public OperationRole {
        operations = Collections.unmodifiableSortedSet(new TreeSet<>(operations));
        permissions = List.copyOf(permissions);
        if (name == null || !NAME.matcher(name).matches()) {
            throw LandfallException.invalid(at + ": '" + name
                    + "' cannot be the name of a stack's role: use up to 31 of a-z, 0-9 and single '-', a"
                    + " letter first.");
        }
        if (operations.isEmpty()) {
            throw LandfallException.invalid(at + ": the role '" + name + "' is for no operation.");
        }
        for (var operation : operations) {
            if (!OPERATION.matcher(operation).matches()) {
                throw LandfallException.invalid(at + ": '" + operation + "' is not an operation that can have a role.");
            }
        }
    }

    void requireFor(Target target) {
        boolean fits = switch (target) {
            case Target.Aws aws -> permissions.stream().allMatch(Permission.OnAws.class::isInstance);
            case Target.Azure azure ->
                boundary == null && permissions.stream().allMatch(Permission.OnAzure.class::isInstance);
        };
        if (!fits) {
            throw LandfallException.invalid(
                    at + ": the role '" + name + "' has permissions of another cloud than the stack is for.");
        }
    }
}
