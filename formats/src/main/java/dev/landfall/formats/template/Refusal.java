package dev.landfall.formats.template;

/** Stops the evaluation of one action; the message becomes the problem at its place. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    Refusal(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
