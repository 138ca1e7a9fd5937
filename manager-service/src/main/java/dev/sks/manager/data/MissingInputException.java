package dev.sks.manager.data;

/** An input of a job is not there. */
public class MissingInputException extends Exception {

  private static final long serialVersionUID = 1;

  public MissingInputException(String name) {
    super("The input '" + name + "' is not there any more.");
  }
}
