package dev.sks.manager.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.DataNames;
import dev.sks.manager.files.AtomicFile;
import dev.sks.manager.files.FileTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Objects in folders of one file system; {@link ObjectFiles} says where. */
@ApplicationScoped
public class FolderDataStore implements DataStore {

  private static final int TRIES = 5;

  private final Path root;
  private final DiskReserve reserve;
  private final NameLocks locks;
  private final ContentLink links = new ContentLink();

  FolderDataStore(@ConfigProperty(name = "sks.data.dir") Path root, DiskReserve reserve)
      throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
    this.reserve = reserve;
    this.locks = new NameLocks(this.root);
  }

  @Override
  public void openTenant(String tenant) throws IOException {
    Files.createDirectories(new ObjectFiles(root, tenant).folder());
  }

  @Override
  public boolean removeTenant(String tenant) throws IOException {
    Path folder = new ObjectFiles(root, tenant).folder();
    boolean there = !Files.notExists(folder, LinkOption.NOFOLLOW_LINKS);
    FileTree.remove(folder);
    return there;
  }

  @Override
  public Stored put(
      String tenant, String name, InputStream content, long announced, Precondition precondition)
      throws IOException {
    var files = new ObjectFiles(root, tenant);
    precondition.require(find(tenant, name));
    reserve.require(Math.max(0, announced));
    DataObject object = new ObjectWriter(files, reserve).write(name, content);
    try {
      return locks.alone(tenant, name, () -> publish(tenant, object, precondition));
    } catch (ProblemException e) {
      // Any other failure may have come after its name: then the sweeper sees to it.
      files.remove(object.id());
      throw e;
    }
  }

  private Stored publish(String tenant, DataObject object, Precondition precondition)
      throws IOException {
    var files = new ObjectFiles(root, tenant);
    Optional<DataObject> before = find(tenant, object.name());
    precondition.require(before);
    point(files.pointer(object.name()), object);
    if (before.isPresent()) {
      files.remove(before.get().id());
    }
    return new Stored(object, before.isPresent());
  }

  @Override
  public Optional<DataObject> find(String tenant, String name) throws IOException {
    var files = new ObjectFiles(root, tenant);
    try {
      return Optional.of(read(files.real(files.pointer(name))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static DataObject read(Path pointer) throws IOException {
    byte[] json = Files.readAllBytes(pointer);
    try {
      return BusJson.read(json, DataObject.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no pointer: " + pointer, e);
    }
  }

  @Override
  public Path content(String tenant, DataObject object) throws IOException {
    var files = new ObjectFiles(root, tenant);
    return files.real(files.content(object.id()));
  }

  @Override
  public DataPage list(String tenant, String prefix, String after, int limit) throws IOException {
    var walk = new DataWalk(new ObjectFiles(root, tenant).data(), prefix, after, limit);
    return walk.page();
  }

  @Override
  public boolean remove(String tenant, String name, Precondition precondition) throws IOException {
    return locks.alone(tenant, name, () -> unpublish(tenant, name, precondition));
  }

  private boolean unpublish(String tenant, String name, Precondition precondition)
      throws IOException {
    var files = new ObjectFiles(root, tenant);
    Optional<DataObject> before = find(tenant, name);
    precondition.require(before);
    if (before.isEmpty()) {
      return false;
    }
    Path pointer = files.pointer(name);
    Files.delete(pointer);
    AtomicFile.syncFolder(pointer.getParent());
    files.remove(before.get().id());
    removeEmptyFolders(pointer.getParent(), files);
    return true;
  }

  @Override
  public List<HeldInput> holdInputs(String tenant, String job, int attempt, List<String> names)
      throws IOException, MissingInputException {
    Path held = Files.createDirectories(new ObjectFiles(root, tenant).held(job, attempt));
    var inputs = new ArrayList<HeldInput>();
    for (String name : names) {
      inputs.add(hold(tenant, name, held.resolve(Integer.toString(inputs.size()))));
    }
    return inputs;
  }

  private HeldInput hold(String tenant, String name, Path link)
      throws IOException, MissingInputException {
    var files = new ObjectFiles(root, tenant);
    for (int i = 0; i < TRIES; i++) {
      DataObject object = find(tenant, name).orElseThrow(() -> new MissingInputException(name));
      try {
        List<Split> splits = SplitIndex.read(files.index(object.id()));
        links.make(link, files.real(files.content(object.id())));
        return new HeldInput(link, object.compression(), splits);
      } catch (NoSuchFileException e) {
        // Replaced or removed since its pointer was read: read it again.
        continue;
      }
    }
    throw new MissingInputException(name);
  }

  @Override
  public Path folder(String tenant) {
    return new ObjectFiles(root, tenant).folder();
  }

  @Override
  public Path results(String tenant, String job, int attempt) {
    return new ObjectFiles(root, tenant).results(job, attempt);
  }

  @Override
  public Path logMarks(String tenant, String job, int attempt) {
    return new ObjectFiles(root, tenant).logMarks(job, attempt);
  }

  @Override
  public void releaseAttempt(String tenant, String job, int attempt, boolean keepParts)
      throws IOException {
    var files = new ObjectFiles(root, tenant);
    FileTree.remove(files.held(job, attempt));
    Files.deleteIfExists(files.logMarks(job, attempt));
    if (!keepParts) {
      FileTree.remove(files.results(job, attempt));
    }
  }

  @Override
  public void removeJob(String tenant, String job) throws IOException {
    remove(tenant, DataNames.jobInput(job), Precondition.NONE);
    FileTree.remove(new ObjectFiles(root, tenant).job(job));
  }

  private void point(Path pointer, DataObject object) throws IOException {
    for (int i = 1; ; i++) {
      try {
        Files.createDirectories(pointer.getParent());
        AtomicFile.write(pointer, BusJson.write(object));
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // A removal next to it takes empty folders away.
        if (i == TRIES) {
          throw e;
        }
      } catch (IOException e) {
        throw DiskReserve.explain(e);
      }
    }
  }

  private static void removeEmptyFolders(Path from, ObjectFiles files) throws IOException {
    Path folder = from;
    while (folder.startsWith(files.data()) && !folder.equals(files.data())) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException | NoSuchFileException e) {
        // In use, or another manager was faster.
        return;
      }
      folder = folder.getParent();
    }
  }
}
