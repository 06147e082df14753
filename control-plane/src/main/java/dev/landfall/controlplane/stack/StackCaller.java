package dev.landfall.controlplane.stack;

import dev.landfall.controlplane.identity.AwsCallerIdentity;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.stack.StackStatement;

/** Who made a stack's call, as its cloud says it. */
sealed interface StackCaller {

    /** What the vendor names: an AWS account, an Azure subscription. */
    String account();

    /** Always the same for one stack. */
    String name();

    /**
     * @throws LandfallException FORBIDDEN when a statement is not its to make
     */
    void requireOwn(StackStatement statement);

    /** A session of a role in AWS. */
    record Aws(AwsCallerIdentity identity) implements StackCaller {

        /** As every rendering names the role of its function that calls. */
        private static final String ROLE_ENDS = "-phone-home";

        @Override
        public String account() {
            return identity.account();
        }

        @Override
        public String name() {
            return identity.role();
        }

        @Override
        public void requireOwn(StackStatement statement) {
            if (!(statement instanceof StackStatement.Aws said)
                    || !said.account().equals(account())) {
                throw LandfallException.forbidden(
                        "The call is signed in the AWS account " + account() + ", and speaks of a stack elsewhere.");
            }
            if (!name().endsWith(ROLE_ENDS)) {
                throw LandfallException.forbidden("The call is signed by " + identity.arn()
                        + "; only the role of the stack's own function, whose name ends with " + ROLE_ENDS
                        + ", may call.");
            }
        }
    }

    /**
     * A managed identity in Azure.
     *
     * @param account its subscription
     * @param name object id of its principal
     */
    record Azure(String account, String name) implements StackCaller {

        @Override
        public void requireOwn(StackStatement statement) {
            if (!(statement instanceof StackStatement.Azure said)
                    || !said.subscription().equalsIgnoreCase(account)
                    || !said.runnerPrincipal().equalsIgnoreCase(name)) {
                throw LandfallException.forbidden("The call is made by the managed identity " + name
                        + " in the Azure subscription " + account + ", and speaks of a stack elsewhere.");
            }
        }
    }
}
