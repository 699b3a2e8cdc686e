package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One filter: quiet and dashed while off, filled with its value and a way to remove it while on. Opens a popover to choose. */
public final class Chip extends Div {
    private final String name;
    private final Button open = new Button();
    private final Button remove = new Button(Icons.of("close"));
    private final Popover popover = new Popover();

    /**
     * @param id stable id of the chip, {@code chip-person}
     * @param content what the popover shows, made anew every time it opens
     */
    public Chip(String id, String name, Supplier<Component> content, @Nullable Runnable off) {
        this.name = name;
        setId(id);
        addClassName("kw-chip");
        open.setId(id + "-open");
        remove.addClassName("kw-x");
        remove.setAriaLabel(Words.say("chip.remove", name));
        remove.addClickListener(e -> {
            if (off != null) {
                off.run();
            }
        });
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setModal(true);
        popover.setAriaLabel(name);
        popover.setAutofocus(true);
        popover.addOpenedChangeListener(e -> {
            popover.removeAll();
            if (e.isOpened()) {
                popover.add(content.get());
            }
        });
        add(open, remove, popover);
        remove.setVisible(false);
        open.setText(name);
    }

    /** @param value what is chosen, in words; null when nothing is */
    public void show(@Nullable String value) {
        show(value, value != null);
    }

    /** @param removable false for a filter that always has a value */
    public void show(@Nullable String value, boolean removable) {
        open.setText(value == null ? name : name + ": " + value);
        setClassName("kw-on", value != null && removable);
        remove.setVisible(removable);
    }

    public void close() {
        popover.close();
    }
}
