package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is filtered, as CSV or JSON. Says how much, streams while the page stays usable, shows progress and can be cancelled. */
public final class ExportMenu extends Div {
    private static final int PIECE = 64 * 1024;

    private final String fileName;
    private final transient Function<String, Supplier<Answer<InputStream>>> question;
    private final Paragraph count = new Paragraph();
    private final Span progress = new Span();
    private final Button cancel = new Button(Words.say("export.cancel"));
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * @param question for a format, the call that opens the stream; taken when the menu opens, because it needs the request's caller
     */
    public ExportMenu(String fileName, Function<String, Supplier<Answer<InputStream>>> question) {
        this.fileName = fileName;
        this.question = question;
        var open = new Button(Words.say("export.button"), Icons.of("export"));
        open.setId("export");
        open.addThemeVariants(ButtonVariant.TERTIARY);
        var popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setModal(true);
        popover.setAriaLabel(Words.say("export.button"));
        progress.setId("export-progress");
        progress.getElement().setAttribute("role", "status");
        cancel.setId("export-cancel");
        cancel.setVisible(false);
        cancel.addClickListener(e -> stop.set(true));
        count.setId("export-count");
        count.addClassName("kw-export-count");
        var choices = new Div();
        choices.addClassName("kw-export-choices");
        popover.addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                choices.removeAll();
                choices.add(link("csv"), link("json"));
            }
        });
        var box = new Div(count, choices, progress, cancel);
        box.addClassName("kw-pick");
        popover.add(box);
        add(open, popover);
    }

    /** @param words how many rows it will be */
    public void say(String words) {
        count.setText(words);
    }

    /** The call that opens the stream; must be taken on the request thread. */
    public Supplier<Answer<InputStream>> opening(String format) {
        return question.apply(format);
    }

    private Anchor link(String format) {
        var open = opening(format);
        var ui = UI.getCurrent();
        var link = new Anchor(event -> write(event, format, open, ui), Words.say("export." + format));
        link.setId("export-" + format);
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        return link;
    }

    /** Streams what {@code open} opens to the browser. Runs without the session lock, so the page stays usable. */
    public void write(DownloadEvent event, String format, Supplier<Answer<InputStream>> open, UI ui)
            throws IOException {
        var mine = new AtomicBoolean();
        tell(ui, () -> {
            stop = mine;
            cancel.setVisible(true);
            progress.setText(Words.say("export.running", 0));
        });
        switch (open.get()) {
            case Answer.Ok<InputStream> ok -> {
                event.setFileName(fileName + "." + format);
                event.setContentType(
                        format.equals("csv") ? "text/csv; charset=utf-8" : "application/json; charset=utf-8");
                try (var in = ok.value()) {
                    copy(in, event, format, mine, ui);
                }
            }
            case Answer.StepUpFirst<InputStream> first -> refuse(event, ui, first);
            case Answer.SignInAgain<InputStream> ended -> refuse(event, ui, ended);
            case Answer.Forbidden<InputStream> no -> refuse(event, ui, no);
            case Answer.Failed<InputStream> failed -> refuse(event, ui, failed);
        }
    }

    /** Counts line ends; those of the head and the frame are no rows. */
    private void copy(InputStream in, DownloadEvent event, String format, AtomicBoolean stopped, UI ui)
            throws IOException {
        var out = event.getOutputStream();
        var piece = new byte[PIECE];
        long rows = format.equals("csv") ? -1 : -2;
        long told = 0;
        int read;
        while (!stopped.get() && (read = in.read(piece)) >= 0) {
            out.write(piece, 0, read);
            for (int i = 0; i < read; i++) {
                rows += piece[i] == '\n' ? 1 : 0;
            }
            if (rows - told >= 1000) {
                told = rows;
                long now = rows;
                tell(ui, () -> progress.setText(Words.say("export.running", now)));
            }
        }
        if (stopped.get() && format.equals("csv")) {
            out.write(("\n# stopped after " + Math.max(0, rows) + " rows\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        out.flush();
        long all = Math.max(0, rows);
        tell(ui, () -> {
            cancel.setVisible(false);
            progress.setText(Words.say(stopped.get() ? "export.cancelled" : "export.done", all));
        });
    }

    private void refuse(DownloadEvent event, UI ui, Answer<?> answer) {
        event.getResponse().setStatus(HttpStatusCode.BAD_GATEWAY.getCode());
        tell(ui, () -> {
            cancel.setVisible(false);
            progress.setText(States.line(answer));
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
