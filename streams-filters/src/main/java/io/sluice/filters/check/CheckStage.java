package io.sluice.filters.check;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Message;
import io.sluice.bgp.check.Repair;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.check.Validation;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes of UPDATEs with malformed attributes what RFC 7606 wants: the attribute goes, the routes
 * become withdrawals, or the session ends. A message without an error keeps its octets.
 */
public final class CheckStage implements Stage {
  private final CheckOptions options;
  private final UpdateValidator validator;

  /** One that checks as set up. */
  public CheckStage(CheckOptions options) {
    this.options = options;
    this.validator = new UpdateValidator(options.peer());
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (!message.isUpdate()) {
      return;
    }
    Validation validation = validator.validate(message.update());
    if (validation.sound()) {
      return;
    }
    BgpError worst = validation.worst();
    Map<String, String> data = data(validation, worst);
    Treatment treatment = options.strict() ? Treatment.SESSION_RESET : validation.treatment();
    String event = treatment.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (options.report()) {
      ruling.event(event, data);
      return;
    }
    if (treatment == Treatment.SESSION_RESET) {
      ruling.close(worst.notification(), worst.reference(), event, data);
      return;
    }
    Decoded<List<byte[]>> mended = Repair.of(message.update(), validation);
    if (mended.ok()) {
      ruling.replace(mended.get(), worst.reference(), event, data);
    } else {
      // Without the attribute the message cannot be written: its routes must not stand either.
      ruling.refuseAll(mended.error().reference(), "treat-as-withdraw", data);
    }
  }

  private static Map<String, String> data(Validation validation, BgpError worst) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("flaw", worst.flaw().name());
    data.put("offset", Integer.toString(worst.offset()));
    data.put("reason", worst.reason());
    if (validation.errors().size() > 1) {
      data.put("errors", Integer.toString(validation.errors().size()));
    }
    return data;
  }

  @Override
  public Treatment treatment(BgpError flaw) {
    return options.strict() ? Treatment.SESSION_RESET : flaw.treatment();
  }
}
