package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is filtered, as CSV or JSON. Says how much, streams while the page stays usable, shows progress and can be cancelled. */
public final class ExportMenu extends Div {
    private final String fileName;
    private final transient Function<String, Supplier<Answer<InputStream>>> question;
    private final Paragraph count = new Paragraph();
    private final Transfer transfer = new Transfer("export");

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
        var box = new Div(count, choices, transfer);
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
        transfer.write(
                event,
                fileName + "." + format,
                format.equals("csv") ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
                open,
                new RowMeter(format),
                ui);
    }
}
