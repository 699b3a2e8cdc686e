package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A download that goes through the console: says how far it is, can be cancelled, and leaves the page usable meanwhile. */
public final class Transfer extends Div {
    private static final int PIECE = 64 * 1024;

    private final Span progress = new Span();
    private final Button cancel = new Button(Words.say("export.cancel"));
    private AtomicBoolean stop = new AtomicBoolean();

    /** Where a transfer stands. */
    public enum Stage {
        RUNNING,
        DONE,
        CANCELLED,
        BROKEN
    }

    /** Counts one download and says it in words. */
    public interface Meter {
        /** @return the count so far */
        long passed(byte[] piece, int length);

        /** How much must have come before it is worth saying. */
        long step();

        /** Called under the session lock. */
        String say(Stage stage, long count);

        /** What a file that was cut off says at its end. */
        default byte[] cut(long count) {
            return new byte[0];
        }
    }

    /** @param id of the words; the button's is {@code id-cancel} */
    public Transfer(String id) {
        addClassName("kw-transfer");
        progress.setId(id + "-progress");
        progress.getElement().setAttribute("role", "status");
        cancel.setId(id + "-cancel");
        cancel.setVisible(false);
        cancel.addClickListener(e -> stop.set(true));
        add(progress, cancel);
    }

    /** Streams what {@code open} opens to the browser. Runs without the session lock. */
    public void write(
            DownloadEvent event, String file, String type, Supplier<Answer<InputStream>> open, Meter meter, UI ui)
            throws IOException {
        var mine = new AtomicBoolean();
        tell(ui, () -> {
            stop = mine;
            cancel.setVisible(true);
            progress.setText(meter.say(Stage.RUNNING, 0));
        });
        switch (open.get()) {
            case Answer.Ok<InputStream>(var body) -> {
                event.setFileName(file);
                event.setContentType(type);
                try (var in = body) {
                    copy(in, event, meter, mine, ui);
                }
            }
            case Answer<InputStream> other -> {
                event.getResponse().setStatus(HttpStatusCode.BAD_GATEWAY.getCode());
                ended(ui, () -> States.line(other));
            }
        }
    }

    private void copy(InputStream in, DownloadEvent event, Meter meter, AtomicBoolean stopped, UI ui)
            throws IOException {
        var piece = new byte[PIECE];
        long count = 0;
        long told = 0;
        try {
            var out = event.getOutputStream();
            int read;
            while (!stopped.get() && (read = in.read(piece)) >= 0) {
                out.write(piece, 0, read);
                count = meter.passed(piece, read);
                if (count - told >= meter.step()) {
                    told = count;
                    long now = count;
                    tell(ui, () -> progress.setText(meter.say(Stage.RUNNING, now)));
                }
            }
            if (stopped.get()) {
                out.write(meter.cut(Math.max(0, count)));
            }
            out.flush();
        } catch (IOException e) {
            long until = Math.max(0, count);
            ended(ui, () -> meter.say(Stage.BROKEN, until));
            throw e;
        }
        long all = Math.max(0, count);
        ended(ui, () -> meter.say(stopped.get() ? Stage.CANCELLED : Stage.DONE, all));
    }

    private void ended(UI ui, Supplier<String> words) {
        tell(ui, () -> {
            cancel.setVisible(false);
            progress.setText(words.get());
        });
    }

    /** The page may have been left; the download goes on without it. */
    private static void tell(UI ui, Runnable words) {
        try {
            ui.access(words::run);
        } catch (UIDetachedException left) {
            // Nobody watches any more.
        }
    }
}
