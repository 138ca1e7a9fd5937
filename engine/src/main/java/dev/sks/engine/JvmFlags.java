package dev.sks.engine;

/** What Spark needs of the JVM that runs it. */
final class JvmFlags {

  static final String HINT =
      "this JVM lacks --add-opens=java.base/java.nio=ALL-UNNAMED and others;"
          + " start it with @<engine home>/jvm.options";

  private JvmFlags() {}

  static boolean areThere() {
    Module base = Object.class.getModule();
    Module here = JvmFlags.class.getModule();
    return base.isOpen("java.nio", here) && base.isOpen("sun.nio.ch", here);
  }
}
