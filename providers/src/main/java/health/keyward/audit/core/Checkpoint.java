package health.keyward.audit.core;

import java.util.List;

/** A tree head as a note (C2SP tlog-checkpoint). */
public final class Checkpoint {
    private Checkpoint() {}

    /** What is signed: origin, size and root, a line each. */
    public static String text(TreeHead head) {
        return head.origin() + "\n" + head.size() + "\n" + head.root().base64() + "\n";
    }

    /** @param keys the current key first, then the one before it for as long as both sign */
    public static SignedNote signed(TreeHead head, List<SigningKey> keys) {
        String text = text(head);
        return new SignedNote(text, keys.stream().map(key -> key.sign(text)).toList());
    }

    /**
     * Something else than a checkpoint, signed with the same keys: its first line cannot be the origin of a log, which has no plus sign.
     *
     * @param kind a word in lower case
     * @param statement lines, each with its line end
     */
    public static SignedNote statement(Origin origin, String kind, String statement, List<SigningKey> keys) {
        if (!kind.matches("[a-z]{1,20}") || !statement.endsWith("\n") || statement.contains("\n\n")) {
            throw new IllegalArgumentException("a statement has a kind and lines, none of them empty");
        }
        String text = origin.name() + "+" + kind + "\n" + statement;
        return new SignedNote(text, keys.stream().map(key -> key.sign(text)).toList());
    }

    /** @throws IllegalArgumentException when it is no checkpoint; extension lines are passed over */
    public static TreeHead head(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("no checkpoint");
        }
        return new TreeHead(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
    }
}
