package dev.landfall.cli.install;

import java.util.Locale;

/** What happens with a plan that has changes. */
enum ApprovalOption {
    /** Somebody must say yes. */
    PROMPT,
    /** It is applied at once. */
    APPROVE_ALL;

    /** As the API and the command line write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
