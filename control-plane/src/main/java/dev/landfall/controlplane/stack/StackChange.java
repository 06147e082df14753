package dev.landfall.controlplane.stack;

import dev.landfall.controlplane.stack.InstallStack.Status;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.stack.StackStatement;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decides what a call or the vendor's word makes of a stack. */
final class StackChange {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private StackChange() {}

    /**
     * A stack's call.
     *
     * @throws LandfallException FORBIDDEN when it is not this install's to make; CONFLICT when another stack is the install's
     */
    static InstallStack called(InstallStack now, StackCaller caller, StackStatement statement, Instant at) {
        caller.requireOwn(statement);
        var pinned = now.account();
        if (pinned != null && !pinned.equals(caller.account())) {
            throw LandfallException.forbidden(
                    "This install belongs into the account " + pinned + ", and the stack is in " + caller.account()
                            + ". Apply it there, or ask the vendor to name this account.");
        }
        if (now.isSame(statement)) {
            requireSameCaller(now, caller);
            if (now.status() == Status.DELETED) {
                if (statement.event() == StackStatement.Event.DELETE) {
                    return now;
                }
                throw LandfallException.conflict("This stack was deleted at " + now.calledAt()
                        + "; its call of before comes too late and changes nothing.");
            }
        } else if (statement.event() == StackStatement.Event.DELETE) {
            return now;
        } else if (now.status() == Status.ACTIVE && now.caller() != null) {
            throw LandfallException.conflict("The install has another stack, " + stack(now)
                    + ", which is not deleted; an install has one. Delete that first, or update it instead.");
        }
        return statement.event() == StackStatement.Event.DELETE
                ? deleted(now, statement, at)
                : new InstallStack(status(now, caller), pinned, caller.name(), statement, at);
    }

    /**
     * The vendor names the account; a stack that waits there becomes the install's. Named again while one is active, the next call
     * from there may be another's, in the place of one that was lost.
     *
     * @throws LandfallException INVALID when it is none; CONFLICT while the install's stack is in another
     */
    static InstallStack named(InstallStack now, String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw LandfallException.invalid("'" + account
                    + "' is no account; give the twelve digits of one of AWS, or the id of a subscription of Azure.");
        }
        var statement = now.statement();
        boolean there = statement != null && account(statement).equals(account);
        return switch (now.status()) {
            case NONE, DELETED -> with(now, now.status(), account);
            case WAITING -> with(now, there ? Status.ACTIVE : Status.WAITING, account);
            case ACTIVE -> {
                if (!there) {
                    throw LandfallException.conflict("The install's stack, " + stack(now)
                            + ", is in another account; it has to be deleted before the install can move to " + account
                            + ".");
                }
                yield new InstallStack(Status.ACTIVE, account, null, now.statement(), now.calledAt());
            }
        };
    }

    private static Status status(InstallStack now, StackCaller caller) {
        return caller.account().equals(now.account()) ? Status.ACTIVE : Status.WAITING;
    }

    /** One that nobody confirmed was never the install's, and its deletion stops nothing. */
    private static InstallStack deleted(InstallStack now, StackStatement statement, Instant at) {
        return now.status() == Status.WAITING
                ? new InstallStack(Status.NONE, now.account(), null, null, null)
                : new InstallStack(Status.DELETED, now.account(), now.caller(), statement, at);
    }

    private static void requireSameCaller(InstallStack now, StackCaller caller) {
        if (now.status() != Status.WAITING
                && now.caller() != null
                && !caller.name().equals(now.caller())) {
            throw LandfallException.forbidden(
                    "The stack called as " + now.caller() + " before, and now as " + caller.name() + ".");
        }
    }

    private static String account(StackStatement statement) {
        return switch (statement) {
            case StackStatement.Aws aws -> aws.account();
            case StackStatement.Azure azure -> azure.subscription().toLowerCase(Locale.ROOT);
        };
    }

    private static InstallStack with(InstallStack now, Status status, String account) {
        return new InstallStack(status, account, now.caller(), now.statement(), now.calledAt());
    }

    private static String stack(InstallStack now) {
        var statement = now.statement();
        return statement == null ? "-" : statement.stack();
    }
}
