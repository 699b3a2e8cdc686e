package health.keyward.audit.core;

import health.keyward.audit.core.Anchors.Growth;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A witness after C2SP tlog-witness. What it remembers can be asked of Keyward's own witness at {@code newest/<hex of SHA-256(origin)>}; another one
 * shows it only by refusing what does not lead on.
 */
final class AnchorWitness implements Anchor {
    private static final int MOST_EPOCHS = 1_000;
    private static final int TRIES = 3;

    private final Cosigner key;
    private final URI url;
    private final List<Vkey> logKeys;
    private final HttpClient http;
    private long known;
    private String knownOrigin = "";

    AnchorWitness(WitnessPolicy.Member member, List<Vkey> logKeys, HttpClient http) {
        this.key = member.key();
        this.url = member.url();
        this.logKeys = List.copyOf(logKeys);
        this.http = http;
    }

    @Override
    public String name() {
        return "witness " + key.name();
    }

    Cosigner key() {
        return key;
    }

    @Override
    public Optional<Newest> newest(Origin origin, Duration most) {
        try {
            Optional<TreeHead> newest = Optional.empty();
            for (int epoch = 1; epoch < MOST_EPOCHS; epoch++) {
                Optional<TreeHead> head = ask(origin.of(epoch), most);
                if (head.isEmpty()) {
                    break;
                }
                newest = head;
            }
            return Optional.of(new Newest.Remembered(name(), newest));
        } catch (IOException e) {
            return Optional.of(new Newest.Silent(name(), words(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Newest.Silent(name(), "interrupted"));
        }
    }

    private Optional<TreeHead> ask(String origin, Duration most) throws IOException, InterruptedException {
        String hash = HexFormat.of().formatHex(Merkle.sha256().digest(origin.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + "/newest/" + hash))
                .timeout(most)
                .build());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        try {
            SignedNote note = SignedNote.parse(answer.body());
            TreeHead head = Checkpoint.head(note);
            return head.origin().equals(origin) && logKeys.stream().anyMatch(one -> one.signed(note))
                    ? Optional.of(head)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Told publish(TreeHead head, String note, Growth growth, Duration most) {
        long since = knownOrigin.equals(head.origin()) ? Math.min(known, head.size()) : 0;
        knownOrigin = head.origin();
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                HttpResponse<String> answer = add(since, head, note, growth, most);
                switch (answer.statusCode()) {
                    case 200 -> {
                        known = head.size();
                        return cosigned(note, answer.body());
                    }
                    case 409 -> {
                        long remembered = size(answer.body());
                        if (remembered > head.size()) {
                            return new Told.Refused(
                                    name(), "it has cosigned " + remembered + " entries already", Optional.empty());
                        }
                        if (remembered == since) {
                            return new Told.Refused(
                                    name(), "it has cosigned another root at this size", Optional.empty());
                        }
                        since = remembered;
                    }
                    case 422 -> {
                        return new Told.Refused(
                                name(), "the log did not grow from what it has cosigned", Optional.empty());
                    }
                    default -> {
                        return new Told.Failed(name(), "it answers " + answer.statusCode());
                    }
                }
            }
            return new Told.Failed(name(), "somebody else tells it of this log at the same time");
        } catch (IOException e) {
            return new Told.Failed(name(), words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told.Failed(name(), "interrupted");
        }
    }

    private HttpResponse<String> add(long since, TreeHead head, String note, Growth growth, Duration most)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("old ").append(since).append('\n');
        List<Hash> proof = since == 0 || since == head.size() ? List.of() : growth.since(since);
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        body.append('\n').append(note);
        return send(HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
                .timeout(most)
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private Told cosigned(String note, String body) {
        String text = SignedNote.parse(note).text();
        List<String> good =
                body.lines().filter(line -> key.cosigned(text, line)).toList();
        return good.isEmpty()
                ? new Told.Failed(name(), "its answer holds no cosignature of its key")
                : new Told.Kept(name(), good);
    }

    private static long size(String body) throws IOException {
        String text = body.strip();
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IOException("a conflict without a size");
        }
        return Long.parseLong(text);
    }

    private static String words(IOException e) {
        return "cannot be reached: " + e.getClass().getSimpleName();
    }
}
