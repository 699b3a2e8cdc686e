package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where a bundle is fetched from. Redirects are not followed; the whole answer has to be there within ten seconds and within the size of a bundle. */
final class BundleAddress implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final URI uri;
    private final @Nullable Path tokenFile;
    private final Duration limit;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    BundleAddress(URI uri, @Nullable Path tokenFile, Duration limit) {
        this.uri = uri;
        this.tokenFile = tokenFile;
        this.limit = limit;
    }

    /** What came of asking. */
    sealed interface Answer {
        record New(byte[] bundle, @Nullable String etag) implements Answer {}

        /** It is the one that is known by the tag. */
        record Unchanged() implements Answer {}

        /** @param why in a few words, the same as long as nothing changes */
        record Nothing(String why) implements Answer {}
    }

    /** @param etag of what is known already; null for nothing */
    Answer ask(@Nullable String etag) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limit);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        try {
            if (tokenFile != null) {
                request.header(
                        "Authorization",
                        "Bearer " + BundleOptions.text(tokenFile).strip());
            }
            CompletableFuture<HttpResponse<byte[]>> asked =
                    http.sendAsync(request.build(), answer -> new Limited(Archive.LARGEST_PACKED));
            try {
                return read(asked.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                asked.cancel(true);
            }
        } catch (TimeoutException e) {
            return new Answer.Nothing("The server takes too long.");
        } catch (ExecutionException e) {
            return new Answer.Nothing(
                    e.getCause() instanceof TooLarge
                            ? "The answer is too large."
                            : "The server does not answer: "
                                    + (e.getCause() == null ? e : e.getCause())
                                            .getClass()
                                            .getSimpleName() + ".");
        } catch (UncheckedIOException e) {
            return new Answer.Nothing("The file with the token cannot be read.");
        }
    }

    private static Answer read(HttpResponse<byte[]> answer) {
        Optional<String> etag = answer.headers().firstValue("ETag").filter(tag -> tag.length() <= 200);
        return switch (answer.statusCode()) {
            case 200 -> new Answer.New(answer.body(), etag.orElse(null));
            case 304 -> new Answer.Unchanged();
            default -> new Answer.Nothing("The server answers with HTTP " + answer.statusCode() + ".");
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Reads an answer and gives up as soon as it is longer than allowed. */
    private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final int most;
        private byte[] so = new byte[0];
        private int length;
        private Flow.@Nullable Subscription from;

        Limited(int most) {
            this.most = most;
        }

        @Override
        public CompletableFuture<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            from = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                int more = part.remaining();
                if (length + more > most) {
                    if (from != null) {
                        from.cancel();
                    }
                    whole.completeExceptionally(new TooLarge());
                    return;
                }
                if (length + more > so.length) {
                    so = Arrays.copyOf(so, Math.max(length + more, 2 * so.length));
                }
                part.get(so, length, more);
                length += more;
            }
        }

        @Override
        public void onError(Throwable problem) {
            whole.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            whole.complete(Arrays.copyOf(so, length));
        }
    }
}
