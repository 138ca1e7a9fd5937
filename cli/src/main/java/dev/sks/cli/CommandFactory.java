package dev.sks.cli;

import dev.sks.cli.session.Context;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands their context through the constructor. */
final class CommandFactory implements IFactory {

  private final Context context;
  private final IFactory others = CommandLine.defaultFactory();

  CommandFactory(Context context) {
    this.context = context;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Context.class) {
        return type.cast(constructor.newInstance(context));
      }
    }
    return others.create(type);
  }
}
