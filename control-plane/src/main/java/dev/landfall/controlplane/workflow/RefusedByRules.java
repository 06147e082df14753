package dev.landfall.controlplane.workflow;

/** Rules refused a step; the message is the step's reason. Never leaves the decision. */
final class RefusedByRules extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedByRules(String reason) {
        super(reason, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
