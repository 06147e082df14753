package dev.landfall.cli.completion;

/** The shells that have a completion script. */
enum CompletionShell {
    BASH,
    /** Takes the script for bash through {@code bashcompinit}, which the script itself turns on. */
    ZSH,
    FISH
}
